"""What an error of the transport means for the mail."""

import smtplib
from dataclasses import dataclass

from .models import EmailStatus, Reason
from .smtp_transport import OutcomeUnknown

# Of the authentication of the platform at the server: the mail is not at fault.
NOT_LOGGED_IN = {530, 534, 535, 538}
NO_SUCH_ADDRESS = {550, 551, 553, 556}
TOO_LARGE = 552
LONGEST_ANSWER = 500


@dataclass(frozen=True)
class Outcome:
    """`is_server_away`: the next mail would fare the same now."""

    status: str
    reason: str
    answer: str = ""
    is_server_away: bool = False


def outcome_of(error: Exception) -> Outcome:
    answer = _answer(error)
    if isinstance(error, OutcomeUnknown):
        return Outcome(EmailStatus.UNCERTAIN, Reason.INTERRUPTED, answer, is_server_away=True)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = {code for code, _text in error.recipients.values()}
        return _of_code(max(codes, default=0), answer, is_recipient=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _of_code(error.smtp_code if error.smtp_code == TOO_LARGE else 0, answer)
    if isinstance(error, smtplib.SMTPDataError):
        return _of_code(error.smtp_code, answer)
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError):
        return Outcome(EmailStatus.FAILED, Reason.REFUSED, answer)
    if isinstance(error, OSError):
        return Outcome(EmailStatus.QUEUED, Reason.SERVER_AWAY, answer, is_server_away=True)
    return Outcome(EmailStatus.FAILED, Reason.NOT_COMPOSED, answer)


def _of_code(code, answer, *, is_recipient=False):
    if code < 500 or code in NOT_LOGGED_IN:
        return Outcome(EmailStatus.QUEUED, Reason.POSTPONED, answer)
    refused = Reason.ADDRESS_REFUSED if is_recipient and code in NO_SUCH_ADDRESS else Reason.REFUSED
    return Outcome(EmailStatus.FAILED, refused, answer)


def _answer(error):
    """What the server said, or what went wrong, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = [(code, text) for code, text in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        said = [(error.smtp_code, error.smtp_error)]
    else:
        return f"{type(error).__name__}: {error}"[:LONGEST_ANSWER]
    texts = [f"{code} {_text(text)}" for code, text in said]
    return " ".join("; ".join(texts).split())[:LONGEST_ANSWER]


def _text(text):
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
