"""Orders: the cart, prices, states, and the message that opens in WhatsApp."""
