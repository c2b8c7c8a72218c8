"""Tests of the pure helpers."""
