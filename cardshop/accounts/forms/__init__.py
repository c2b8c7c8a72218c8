"""What people type about themselves, their business and its hours."""
