"""What a script fills in for the browser that it runs in."""

from __future__ import annotations

from wtforms import HiddenField

from cardshop.notifications.domain.web_push import Subscription, read
from cardshop.web.forms import Form


class BrowserForm(Form):
    """Where this browser is reached, and its keys."""

    endpoint = HiddenField()
    p256dh = HiddenField()
    auth = HiddenField()

    def subscription(self) -> Subscription:
        """What was filled in. Raises SubscriptionUnreadable."""
        return read(self.endpoint.data or "", self.p256dh.data or "", self.auth.data or "")
