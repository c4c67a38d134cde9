"""Questions as other platforms write them: read from and written to Moodle XML and GIFT.

Every format speaks of the same `question.Question`; what a quiz page makes of one is decided in `block_mapping` alone.
"""
