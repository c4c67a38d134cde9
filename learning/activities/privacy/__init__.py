"""Privacy of activities: personal data, retention, moments of erased persons."""
