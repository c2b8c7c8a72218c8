"""What is true of orders: no framework, database or network."""
