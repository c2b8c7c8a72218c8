"""What is true of orders."""
