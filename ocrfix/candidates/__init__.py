"""What may have been printed where something damaged stands."""
