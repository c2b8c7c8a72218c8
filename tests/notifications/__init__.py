"""The outbox, its worker and the channels out."""
