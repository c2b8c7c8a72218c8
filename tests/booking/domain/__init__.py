"""What is true of bookings."""
