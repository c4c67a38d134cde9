"""What each role may do with people and organisations."""

ORGANISATIONS = ("view_organisation", "add_organisation", "change_organisation")
ROLES = {
    "Learning officers": (*ORGANISATIONS, "view_person", "add_person", "change_person"),
    "Reporting staff": ("view_organisation", "view_person"),
    "Administrators": (
        *ORGANISATIONS,
        "delete_organisation",
        "view_person",
        "add_person",
        "change_person",
        "delete_person",
        "view_auditentry",
    ),
}
