"""Import and export of questions: reads and writes Moodle XML and GIFT, reads Aiken.

Every format uses the same `question.Question`; only `block_mapping` decides which block of a quiz page it becomes.
"""
