"""Rules of sending: when to try again, what leaves."""
