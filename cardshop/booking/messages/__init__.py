"""What is written to people about bookings."""
