"""E-mail: every mail is a row of the outbox before anything talks to a mail server.

compose      the mail of a template in templates/emails
options      what a sender says about a mail beside its content: purpose, deadline, secrecy
backend      Django's EMAIL_BACKEND: writes the row in the transaction of the caller
deferred     mail that is composed at delivery, from a registered function and its arguments
recipients   the registered check of whether an address may be written to
delivery     claims rows, hands them to the transport, notes the outcome
thread       delivers in a web process, outside of its requests
smtp, kept   the transports
"""
