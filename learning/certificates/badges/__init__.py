"""Open Badges 3.0: credentials, keys, proofs, status lists."""
