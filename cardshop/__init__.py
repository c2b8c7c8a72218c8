"""cardshop: one page that is a small business's card, shop and diary."""
