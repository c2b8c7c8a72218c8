"""What is true of businesses and the people who run them."""
