"""`flask accounts` and `flask tokens`: what an operator opens for people and for programs."""

from __future__ import annotations

from flask.cli import AppGroup

accounts = AppGroup("accounts", help="People and their businesses.")
tokens = AppGroup("tokens", help="Keys for programs.")
