"""Tests of what is true of pictures."""
