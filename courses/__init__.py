"""Courses: pages of courses, lessons, quizzes, trainings and workshops, and what learners do on them.

models        page types, `Attempt`, `Note`
progress      the pages and steps of a course
outline       the steps of a course as one person has them
quizzes       attempts: begin, save, hand in; grading and review
authoring     the outline in the admin: order, copy, publish, publish checks
question_io   questions read from and written to Moodle XML, GIFT and Aiken
"""
