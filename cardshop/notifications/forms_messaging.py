"""Forms of how a business sends by telephone: account, limits, templates."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, PasswordField, RadioField, StringField

from cardshop.lib import counts, phones
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.validation import parse
from cardshop.notifications.domain import messaging
from cardshop.notifications.domain.messaging import AccountChanges, LimitChanges, TemplateChanges
from cardshop.notifications.models import MessagingSettings, TemplateState, WhatsAppTemplate
from cardshop.web.choices import choices
from cardshop.web.forms import Form

_NUMBERS = ("daily_limit", "daily_cost", "recipient_limit")


class NumberNeeded(Invalid):
    """Enter a whole number."""


class AccountForm(Form):
    """The business's own account at Twilio."""

    account_sid = StringField(_l("Account SID"))
    auth_token = PasswordField(_l("Auth Token"))
    whatsapp_from = StringField(_l("WhatsApp sender"))
    sms_from = StringField(_l("SMS sender"))
    uses_shared = BooleanField(_l("Without an account of your own, use the one of this site"))

    @classmethod
    def of(cls, kept: MessagingSettings) -> Self:
        """The form as it is kept. The token is never shown again."""
        return cls(
            data={
                "account_sid": kept.account_sid,
                "whatsapp_from": phones.show(kept.whatsapp_from),
                "sms_from": phones.show(kept.sms_from),
                "uses_shared": kept.uses_shared,
            }
        )

    def changes(self, *, is_shared: bool) -> AccountChanges:
        """What was typed. Where nothing is shared, the choice stays. Raises FieldErrors."""
        names = ("account_sid", "auth_token", "whatsapp_from", "sms_from")
        sent: dict[str, Any] = {name: self[name].data or "" for name in names}
        return parse(
            AccountChanges, sent | {"uses_shared": bool(self.uses_shared.data) or not is_shared}
        )


class TestForm(Form):
    """By which channel the test goes."""

    channel = RadioField(
        _l("Send it by"),
        choices=choices([("whatsapp", _l("WhatsApp")), ("sms", lazy_pgettext("channel", "SMS"))]),
        default="whatsapp",
    )


class LimitsForm(Form):
    """What may be sent within a day."""

    daily_limit = StringField(_l("Messages a day"))
    daily_cost = StringField(_l("US dollars a day"))
    recipient_limit = StringField(_l("Messages a day to one number"))
    allowed_countries = StringField(_l("Countries"))

    @classmethod
    def of(cls, kept: MessagingSettings) -> Self:
        """The form as it is kept."""
        return cls(
            data={
                "daily_limit": str(kept.daily_limit),
                "daily_cost": str(kept.daily_cost_limit // 100),
                "recipient_limit": str(kept.recipient_limit),
                "allowed_countries": ", ".join(kept.allowed_countries),
            }
        )

    def changes(self) -> LimitChanges:
        """What was typed. Raises FieldErrors with every fault."""
        faults: list[FieldError] = []
        sent: dict[str, Any] = {
            name: _read(faults, name, _whole, self[name].data) for name in _NUMBERS
        }
        typed = self.allowed_countries.data
        sent["allowed_countries"] = _read(faults, "allowed_countries", messaging.countries, typed)
        if faults:
            raise FieldErrors(faults)
        return parse(LimitChanges, sent)


class TemplateForm(Form):
    """The template at Twilio that stands for the words of an event."""

    content_sid = StringField(_l("Content SID"))
    variables = StringField(_l("Variables"))
    state = RadioField(
        _l("What WhatsApp says"),
        choices=choices(
            [
                (TemplateState.SUBMITTED.value, _l("Submitted")),
                (TemplateState.APPROVED.value, _l("Approved")),
                (TemplateState.REJECTED.value, _l("Rejected")),
            ]
        ),
        default=TemplateState.APPROVED.value,
    )

    @classmethod
    def of(cls, kept: WhatsAppTemplate | None, variables: list[str]) -> Self:
        """The form as it is kept; a new one with the variables of the text to paste."""
        if kept is None:
            return cls(data={"variables": ", ".join(variables)})
        return cls(
            data={
                "content_sid": kept.content_sid,
                "variables": ", ".join(kept.variables),
                "state": kept.state.value,
            }
        )

    def changes(self, known: Collection[str]) -> TemplateChanges:
        """What was typed. Raises FieldErrors."""
        faults: list[FieldError] = []
        names = _read(
            faults,
            "variables",
            lambda typed: messaging.variables(typed, known),
            self.variables.data,
        )
        if faults:
            raise FieldErrors(faults)
        sent = {"content_sid": self.content_sid.data or "", "state": self.state.data or ""}
        return parse(TemplateChanges, sent | {"variables": names})


def _whole(typed: str) -> int:
    number = counts.whole(typed)
    if number is None:
        raise NumberNeeded
    return number


def _read(
    faults: list[FieldError], name: str, read: Callable[[str], Any], typed: str | None
) -> Any:
    """What was typed; a refusal goes to the faults of its field."""
    try:
        return read(typed or "")
    except Invalid as refusal:
        faults.append(FieldError(f"/{name}", refusal.detail))
        return None
