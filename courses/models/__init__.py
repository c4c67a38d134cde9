from .course import CourseIndexPage, CoursePage
from .lesson import LessonPage, ModulePage
from .note import Note
from .training import ExecutiveTrainingPage, TrainingIndexPage, WorkshopPage

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "ExecutiveTrainingPage",
    "LessonPage",
    "ModulePage",
    "Note",
    "TrainingIndexPage",
    "WorkshopPage",
]
