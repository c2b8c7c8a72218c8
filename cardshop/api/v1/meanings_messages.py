"""What the fields of messages and webhooks mean, in a sentence each."""

from __future__ import annotations

MESSAGES = {
    "MessageShape.channel": "The way out.",
    "MessageShape.to": "An e-mail address, a number in E.164, or `webhook:` and its `id`.",
    "MessageShape.kind": "The event, or the kind of letter.",
    "MessageShape.state": "`held`: nothing is set up to send it. `unknown`: sending was cut off, "
    "and whether it left is being asked. `dropped`: what it told of has changed.",
    "delivery": "What the provider says of it since.",
    "attempts": "How often it was tried.",
    "MessageShape.last_error": "Why it did not leave; null for nothing.",
    "may_be_double": "Sending was cut off and it was sent again: it may have come twice.",
    "MessageShape.created_at": "When it was written.",
    "MessageShape.sent_at": "When it left.",
    "WebhookContent": "An address to tell of events.",
    "WebhookContent.url": "`https` on the usual port or 8443, in the public internet.",
    "WebhookContent.events": "Which; empty or left out, all.",
    "WebhookShape.url": "Where it is told.",
    "WebhookShape.events": "Which; empty, all.",
    "WebhookShape.secret": "Signs the deliveries. Answered when it is made; null from then on.",
    "last_success_at": "When a delivery last arrived.",
    "WebhookShape.last_error": "What was wrong with the last one that failed for good, if any did.",
    "disabled_at": "Since when it is told nothing, for nobody listened or you switched it off.",
    "WebhookShape.created_at": "When it was added.",
}
