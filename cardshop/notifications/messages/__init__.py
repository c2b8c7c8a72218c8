"""The built-in words of messages by telephone, and how the business's own take their place."""
