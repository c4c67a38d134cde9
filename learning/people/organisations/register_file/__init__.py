"""The register of organisations as a file: export, preview of an import, import."""
