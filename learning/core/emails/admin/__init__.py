"""The outbox in the admin: what was not sent and why, sending it again, a panel on the admin's home."""
