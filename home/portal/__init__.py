"""The portal: pages for logged-in people, for trainers and for focal points."""
