"""What is true of products."""
