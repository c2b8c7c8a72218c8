"""Products as Meta and Google fetch them: one item each, written in two spellings."""
