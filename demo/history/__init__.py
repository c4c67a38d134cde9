"""Generated histories of any size: people of cities who take part in activities over years. For benchmarks only.

Rows are written as the actions would have left them, settled facts included; tests recompute them with the actions.
"""
