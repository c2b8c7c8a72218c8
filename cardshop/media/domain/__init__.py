"""What is true of pictures."""
