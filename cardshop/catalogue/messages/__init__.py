"""What is said of what a business sells."""
