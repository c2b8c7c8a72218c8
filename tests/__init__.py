"""Sentences about the product."""
