"""Uploads and where they are kept."""
