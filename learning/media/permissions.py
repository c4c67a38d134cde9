"""What each role may do with recordings' captions. Recordings themselves are granted by collection."""

CAPTIONS = ("view_captiontrack", "add_captiontrack", "change_captiontrack", "delete_captiontrack")
ROLES = {"Learning officers": CAPTIONS, "Administrators": CAPTIONS}
