"""Reference data: countries, regions, time zones, e-mail domains."""
