"""Uploaded files: delivery to readers, documents, upload forms, files of deleted rows."""
