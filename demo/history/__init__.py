"""Invented histories of any size: people of cities taking part in activities over years. For measuring, never for show.

Rows are written as the deeds would have left them, settled facts included; tests recompute them by the deeds.
"""
