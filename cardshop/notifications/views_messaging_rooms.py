"""Every page of how messages are sent, imported for its routes."""

from __future__ import annotations

from cardshop.notifications import views_messaging, views_messaging_templates
from cardshop.notifications.blueprint_messaging import bp

__all__ = ["bp", "views_messaging", "views_messaging_templates"]
