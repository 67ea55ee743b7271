"""Characters, tokens, line-end hyphens, quotes and enumerations: text as the later stages want to see it."""
