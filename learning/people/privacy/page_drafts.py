"""Comments in drafts and logs of pages: deletion of those that an erased person wrote."""

from wagtail.models import COMMENTS_RELATION_NAME, Comment, PageLogEntry, Revision


def forget_comments(accounts):
    """Take what `accounts` wrote beside pages out of all drafts and logs; the pages' own words stay."""
    written = Revision.objects.filter(user__in=accounts).order_by()
    for kind, number in written.values_list("base_content_type", "object_id").distinct():
        for revision in Revision.objects.filter(base_content_type=kind, object_id=number):
            _strip(revision, set(accounts))
    _strip_logs(accounts)


def _strip(revision, accounts):
    comments = revision.content.get(COMMENTS_RELATION_NAME) or []
    left = [
        {**comment, "replies": [reply for reply in comment.get("replies", []) if reply["user"] not in accounts]}
        for comment in comments
        if comment["user"] not in accounts
    ]
    if left != comments:
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, COMMENTS_RELATION_NAME: left})


def _strip_logs(accounts):
    """Their own entries lose all their words; those of others lose the comment that was theirs."""
    own = PageLogEntry.objects.filter(user__in=accounts)
    theirs = set(Comment.objects.filter(user__in=accounts).values_list("pk", flat=True))
    pages = set(Comment.objects.filter(user__in=accounts).values_list("page", flat=True))
    for entry in own.filter(action__startswith="wagtail.comments"):
        pages.add(entry.page_id)
        if entry.action == "wagtail.comments.create":
            theirs.add(entry.data.get("comment", {}).get("id"))
    for entry in PageLogEntry.objects.filter(page__in=pages, action__startswith="wagtail.comments"):
        if entry.user_id in accounts or entry.data.get("comment", {}).get("id") in theirs:
            _without_words(entry)
    for entry in own.filter(action__startswith="wagtail.workflow"):
        _without_words(entry)


def _without_words(entry):
    data = dict(entry.data)
    for part in {"comment", "reply"} & data.keys():
        data[part] = {**data[part], "text": ""} if isinstance(data[part], dict) else ""
    PageLogEntry.objects.filter(pk=entry.pk).update(data=data)
