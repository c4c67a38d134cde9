"""Labels of the purposes of e-mails for staff: each app registers its own."""

_labels: dict[str, str] = {}


def register(labels: dict) -> None:
    """`labels` is {purpose: label}."""
    _labels.update(labels)


def label_of(purpose: str) -> str:
    """Mails of accounts all have the label of "account/", those of nobody's registration their purpose."""
    return str(_labels.get(purpose) or _labels.get(purpose.partition("/")[0] + "/") or purpose)
