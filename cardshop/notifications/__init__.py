"""The outbox, the worker that empties it, and the channels out."""
