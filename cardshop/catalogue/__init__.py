"""What a business sells: categories, products, their variants and extras."""
