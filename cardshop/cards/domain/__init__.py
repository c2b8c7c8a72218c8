"""What is true of a card, told by values alone."""
