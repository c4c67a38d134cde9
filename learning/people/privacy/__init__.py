"""Privacy: personal data holdings, data export, erasure, retention."""
