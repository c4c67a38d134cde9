"""Monthly tables: answers and gender tables published for everyone as of the end of a month."""
