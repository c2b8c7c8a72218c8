"""What is true of products: no framework, database or network."""
