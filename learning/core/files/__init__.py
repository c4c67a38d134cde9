"""Files: encodings, spreadsheets, exports, and what an uploaded file contains."""
