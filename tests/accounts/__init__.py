"""Tests of businesses and their people."""
