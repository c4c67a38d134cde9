from collections import defaultdict

from django.db import migrations

# Of two translations that are private in two ways, the stricter way holds for both.
STRICTEST = ("groups", "login", "password")


def share(apps, schema_editor):
    """Give each page's view restriction to its translations and aliases; leave one for each page."""
    Page = apps.get_model("wagtailcore", "Page")
    Restriction = apps.get_model("wagtailcore", "PageViewRestriction")
    found = defaultdict(list)
    for restriction in Restriction.objects.select_related("page__alias_of").order_by("page_id", "-pk"):
        page = restriction.page
        found[(page.alias_of or page).translation_key].append(restriction)
    for key, restrictions in found.items():
        model = min(restrictions, key=lambda one: STRICTEST.index(one.restriction_type))
        groups = list(model.groups.values_list("pk", flat=True))
        Restriction.objects.filter(pk__in=[one.pk for one in restrictions]).exclude(pk=model.pk).delete()
        pages = Page.objects.filter(translation_key=key) | Page.objects.filter(alias_of__translation_key=key)
        for pk in pages.exclude(pk=model.page_id).values_list("pk", flat=True).distinct():
            made = Restriction.objects.create(
                page_id=pk, restriction_type=model.restriction_type, password=model.password
            )
            made.groups.set(groups)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_set_apart"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(share, migrations.RunPython.noop, elidable=True)]
