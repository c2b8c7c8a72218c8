"""What orders write to people: the message to the shop, the replies to the customer, letters."""
