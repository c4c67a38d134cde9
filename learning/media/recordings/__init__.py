"""Recordings: captions, chapters, players, who may see one, checks before publishing."""
