"""Rules of accounts, tried without an app."""
