"""Accounts: log-in, confirmed addresses, second factor, single sign-on, and the person of an account."""
