"""E-mail addresses: read as people type them, kept in one form."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from cardshop.lib.errors import Invalid

LONGEST = 254
# Checking takes time that grows with the square of what is typed, so a flood is not looked at.
LONGEST_TYPED = 1000


class EmailInvalid(Invalid):
    """Enter your email address, like name@example.com."""


def read(text: str) -> str:
    """The address in the form that is kept and compared: lower case, without blanks around it.

    Nobody is asked whether its domain exists. Raises EmailInvalid.
    """
    if len(text) > LONGEST_TYPED:
        raise EmailInvalid
    try:
        found = validate_email(
            text.strip(), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError as fault:
        raise EmailInvalid from fault
    if len(found) > LONGEST or "." not in found.rpartition("@")[2]:  # `test` alone passes above.
        raise EmailInvalid
    return found
