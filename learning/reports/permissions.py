"""Who may look at figures, and who may freeze them. No model of this app but the snapshot has a permission of its own:
its pages are granted with the page tree."""

SEE_ACTIVITIES, SEE_PEOPLE = "activities.view_activity", "activities.see_people"
ROLES = {}
