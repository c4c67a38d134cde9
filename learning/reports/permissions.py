"""Who may look at figures and freeze them; most of these pages are granted with the register of activities."""

SEE_ACTIVITIES, SEE_PEOPLE = "activities.view_activity", "activities.see_people"
SEE_SNAPSHOTS, FREEZE = "reports.view_snapshot", "reports.add_snapshot"
ROLES = {
    "Learning officers": ("view_snapshot",),
    "Reporting staff": ("view_snapshot", "add_snapshot"),
    "Administrators": ("view_snapshot", "add_snapshot"),
}
