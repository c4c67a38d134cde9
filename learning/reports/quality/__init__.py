"""Where the register can be mended, so that figures come out right: kinds of problems, each with its rows."""

from . import activities, organisations, people
from .survey import Findings, QualitySurvey

__all__ = ["PROBLEMS", "Findings", "QualitySurvey"]

PROBLEMS = {problem.code: problem for problem in (*people.PROBLEMS, *organisations.PROBLEMS, *activities.PROBLEMS)}
