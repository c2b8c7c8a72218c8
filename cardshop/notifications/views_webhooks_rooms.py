"""Every page of webhooks, imported for its routes."""

from __future__ import annotations

from cardshop.notifications import views_webhook, views_webhooks
from cardshop.notifications.blueprint_webhooks import bp

__all__ = ["bp", "views_webhook", "views_webhooks"]
