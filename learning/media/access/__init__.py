"""Access to media: which pages and records decide who may see a recording or download a document."""
