"""Tests of pictures and where they are kept."""
