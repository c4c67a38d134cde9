from .course import CourseIndexPage, CoursePage
from .lesson import LessonPage, ModulePage
from .step import StepPage, step_columns, step_models
from .training import ExecutiveTrainingPage, TrainingIndexPage, WorkshopPage

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "ExecutiveTrainingPage",
    "LessonPage",
    "ModulePage",
    "StepPage",
    "TrainingIndexPage",
    "WorkshopPage",
    "step_columns",
    "step_models",
]
