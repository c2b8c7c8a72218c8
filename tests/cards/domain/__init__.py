"""The pure rules of the card."""
