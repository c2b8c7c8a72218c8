"""What another time zone of a calendar means to the bookings that it has."""

from __future__ import annotations

from cardshop.web.locales import counted


def zone_note(ahead: int) -> str:
    """What to know before the zone is changed; nothing where nobody has booked."""
    if not ahead:
        return ""
    return counted(
        "%(num)s booking is ahead. In another zone the hours move with the zone, and the booking"
        " stays at its moment: it is only shown by another clock.",
        "%(num)s bookings are ahead. In another zone the hours move with the zone, and the bookings"
        " stay at their moment: they are only shown by another clock.",
        ahead,
    )


def moved_zone(before: str, after: str, ahead: int) -> str:
    """What happened when the zone was changed; nothing when it was not, or nobody has booked."""
    if before == after or not ahead:
        return ""
    return counted(
        "Saved. The hours are those of the new zone; %(num)s booking stays at its moment.",
        "Saved. The hours are those of the new zone; %(num)s bookings stay at their moment.",
        ahead,
    )
