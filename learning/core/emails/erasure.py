"""Erasure of what the outbox, and the folder of a platform without a mail server, hold about a person."""

from email import message_from_bytes, policy

BETWEEN_MAILS = b"\n" + b"-" * 79 + b"\n"


def delete_kept_emails(words, folder):
    """Delete every file of mail that has one of `words` in it, in whatever encoding."""
    for path in folder.glob("*.log") if folder.is_dir() else ():
        text = "\n".join(readable(mail) for mail in path.read_bytes().split(BETWEEN_MAILS)).casefold()
        if any(word.casefold() in text for word in words):
            path.unlink(missing_ok=True)


def readable(mail):
    """Headers and texts of one mail, decoded."""
    message = message_from_bytes(mail, policy=policy.default)
    texts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*map(str, message.values()), *texts])
