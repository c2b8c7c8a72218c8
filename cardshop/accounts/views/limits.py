"""The limit on doors that strangers may knock at: sign in, sign up, password reset."""

from __future__ import annotations

from cardshop.extensions import limiter
from cardshop.web.site import settings

# One count for all of these doors, per address.
limited = limiter.shared_limit(lambda: settings().limit_signin, scope="sign-in")
