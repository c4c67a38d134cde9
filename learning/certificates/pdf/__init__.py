"""The certificate as a PDF: layout, fonts, texts."""
