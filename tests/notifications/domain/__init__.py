"""Rules of sending."""
