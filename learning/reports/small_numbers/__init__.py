"""Small numbers: which tables and cells are hidden from readers who may not see people."""
