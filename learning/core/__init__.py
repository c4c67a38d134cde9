"""The lowest layer: what every other app may use, and what uses none of them.

emails    composing mail, the outbox, delivery to the mail server
health    the health check, asked before sessions and authentication
logs      logging filters
"""
