"""The card: its look, its sections, its contact file, its codes and its editor."""
