"""The demo: invented people and content for `make run`, and a generated history for benchmarks. Not installed in production."""
