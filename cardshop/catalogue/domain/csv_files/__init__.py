"""Files of products: read as they come from elsewhere, and written so that they come back."""
