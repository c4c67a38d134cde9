"""The SMTP transport, which knows how far a delivery came when it fails."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class OutcomeUnknown(Exception):
    """The whole mail was given to the server, which did not say whether it took it."""


class _Tracking:
    """Notes when the content of a mail begins to go over the wire: before that, nothing can have been delivered."""

    has_begun_content = _is_in_data = False

    def sendmail(self, *args, **kwargs):
        self.has_begun_content = False
        return super().sendmail(*args, **kwargs)

    def data(self, msg):
        self._is_in_data = True
        try:
            return super().data(msg)
        finally:
            self._is_in_data = False

    def send(self, s):
        # Commands are text; the content of a mail is sent as bytes.
        if self._is_in_data and isinstance(s, bytes):
            self.has_begun_content = True
        return super().send(s)


class TrackingSMTP(_Tracking, smtplib.SMTP):
    pass


class TrackingSMTPOverTLS(_Tracking, smtplib.SMTP_SSL):
    pass


class SMTPTransport(EmailBackend):
    """Django's backend, which raises `OutcomeUnknown` where a mail may have been delivered."""

    @property
    def connection_class(self):
        return TrackingSMTPOverTLS if self.use_ssl else TrackingSMTP

    def send_messages(self, email_messages):
        try:
            return super().send_messages(email_messages)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            raise
        except OSError as error:
            if self.connection is not None and self.connection.has_begun_content:
                raise OutcomeUnknown(str(error) or type(error).__name__) from error
            raise
