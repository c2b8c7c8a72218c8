"""What is done to accounts, sessions, businesses, mailed links, invitations and API tokens."""

from cardshop.accounts.operations.api_tokens import issue_token, note_use, revoke_token
from cardshop.accounts.operations.businesses import create_business, edit_business
from cardshop.accounts.operations.emails import (
    EmailTaken,
    change_email,
    request_email_change,
    send_verification,
    verify_email,
)
from cardshop.accounts.operations.invitations import accept_invitation, invite
from cardshop.accounts.operations.passwords import (
    change_password,
    matching_account,
    request_password_reset,
    reset_password,
)
from cardshop.accounts.operations.people import create_account, sign_up, speak
from cardshop.accounts.operations.sessions import (
    SEEN_EVERY,
    end_other_sessions,
    end_session,
    see,
    start_session,
)
from cardshop.accounts.operations.throttles import (
    Watched,
    count_attempt,
    forgive,
    mailing,
    signing_in,
)
from cardshop.accounts.operations.tidying import forget_stale

__all__ = [
    "SEEN_EVERY",
    "EmailTaken",
    "Watched",
    "accept_invitation",
    "change_email",
    "change_password",
    "count_attempt",
    "create_account",
    "create_business",
    "edit_business",
    "end_other_sessions",
    "end_session",
    "forget_stale",
    "forgive",
    "invite",
    "issue_token",
    "mailing",
    "matching_account",
    "note_use",
    "request_email_change",
    "request_password_reset",
    "reset_password",
    "revoke_token",
    "see",
    "send_verification",
    "sign_up",
    "signing_in",
    "speak",
    "start_session",
    "verify_email",
]
