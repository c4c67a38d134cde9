"""The portal: the logged-in person's own pages, those of trainers, and those of focal points."""
