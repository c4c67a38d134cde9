from .course import CourseIndexPage, CoursePage
from .lesson import LessonPage, ModulePage
from .training import ExecutiveTrainingPage, TrainingIndexPage, WorkshopPage

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "ExecutiveTrainingPage",
    "LessonPage",
    "ModulePage",
    "TrainingIndexPage",
    "WorkshopPage",
]
