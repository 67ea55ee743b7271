"""Characters, tokens, line-end hyphens and alignment: text as the later stages want to see it."""
