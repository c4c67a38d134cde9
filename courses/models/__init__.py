from .attempt import Accommodation, Attempt
from .course import CourseIndexPage, CoursePage
from .lesson import LessonPage, ModulePage
from .note import Note
from .question_file import QuestionFile
from .quiz import QuizPage
from .step import StepPage, step_columns, step_models
from .training import ExecutiveTrainingPage, TrainingIndexPage, WorkshopPage

__all__ = [
    "Accommodation",
    "Attempt",
    "CourseIndexPage",
    "CoursePage",
    "ExecutiveTrainingPage",
    "LessonPage",
    "ModulePage",
    "Note",
    "QuestionFile",
    "QuizPage",
    "StepPage",
    "TrainingIndexPage",
    "WorkshopPage",
    "step_columns",
    "step_models",
]
