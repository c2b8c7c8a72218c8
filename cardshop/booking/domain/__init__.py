"""What is true of bookings: pure functions and frozen values."""
