"""Tests of what is true of businesses."""
