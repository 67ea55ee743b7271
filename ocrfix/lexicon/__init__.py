"""What German words there are: the lexicon, compounds, the domain layer, and how all of it is built."""
