"""File formats of media: WebVTT captions and chapters, durations."""
