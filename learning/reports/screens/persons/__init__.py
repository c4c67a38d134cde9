"""Lists of persons and participations behind a figure."""
