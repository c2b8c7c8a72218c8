"""Who signs in, and the business they speak for."""
