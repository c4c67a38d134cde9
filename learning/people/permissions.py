"""What each role may do with people and organisations."""

ORGANISATIONS = ("view_organisation", "add_organisation", "change_organisation")
# Who may see the learning of a whole organisation's people is said on the organisation's page, by those who hold this too.
APPOINT = "change_focalpoint"
ROLES = {
    "Learning officers": (*ORGANISATIONS, APPOINT, "view_person", "add_person", "change_person"),
    "Reporting staff": ("view_organisation", "view_person"),
    "Administrators": (
        *ORGANISATIONS,
        APPOINT,
        "delete_organisation",
        "view_person",
        "add_person",
        "change_person",
        "delete_person",
        "view_auditentry",
    ),
}
