"""What anyone may look at: figures that officers put on a page, with filters they fixed, the same for every reader.

No figure of gender, role or answers is among them, and no number tells of 1 to 4 people.
"""
