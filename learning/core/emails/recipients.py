"""Whether an address may be written to: checked at delivery, answered by the app that knows people."""

from collections.abc import Callable

_checks: list[Callable[[str, str], bool]] = []


def register(check: Callable[[str, str], bool]) -> None:
    """`check(address, purpose)` returns whether a mail for that purpose may go to the address."""
    if check not in _checks:
        _checks.append(check)


def may_be_written_to(address: str, purpose: str) -> bool:
    return all(check(address, purpose) for check in _checks)
