"""Orders: cart, prices, states, messages and their pages."""
