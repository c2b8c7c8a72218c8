"""Tests of the places where pictures are kept."""
