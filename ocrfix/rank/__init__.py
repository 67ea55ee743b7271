"""How well each candidate fits its context."""
