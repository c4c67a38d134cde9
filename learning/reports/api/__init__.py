"""The reporting API: figures and what they are made of, as JSON, for those who hold a token. It only reads."""
