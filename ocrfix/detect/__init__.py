"""What kind of damage a page shows, what looks damaged, and what must not be touched."""
