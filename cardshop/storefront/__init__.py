"""The public face: composes cards, hours and pictures into pages that are the same for everyone."""
