"""What every other package builds on and what knows none of them: health check, logging, e-mail."""
