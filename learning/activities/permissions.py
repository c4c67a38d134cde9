"""Permissions of each role (user group) on the models of activities."""

RUN = ("view_activity", "add_activity", "change_activity", "run_activity", "see_people")
DECLARE = ("view_declaredfigure", "add_declaredfigure", "change_declaredfigure", "delete_declaredfigure")
ASSIGN = ("view_assignment", "add_assignment", "change_assignment", "delete_assignment")
THEMES = ("view_theme", "add_theme", "change_theme")
ROLES = {
    "Learning officers": (*RUN, *ASSIGN, *DECLARE, *THEMES),
    "Reporting staff": ("view_activity", "see_people", *DECLARE),
    "Administrators": (*RUN, *ASSIGN, "delete_activity", *DECLARE, *THEMES, "delete_theme"),
}
