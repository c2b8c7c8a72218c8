"""The owner's home: what is on show, what is left to do, where the other rooms are."""
