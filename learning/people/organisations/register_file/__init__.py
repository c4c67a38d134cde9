"""The register of organisations as a file: taken out, looked at, and brought in again."""
