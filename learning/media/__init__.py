"""Media: recordings with captions and chapters, documents, private files.

models       `Recording`, `CaptionTrack`
access       `recordings.register` and `documents.register`: each app says who may see what its pages show
recordings   the context of a player, checks before a page with recordings is published
files        upload forms, delivery to readers
formats      WebVTT, durations
"""
