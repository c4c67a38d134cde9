"""Settings of Wagtail that depend on no other setting."""

WAGTAIL_SITE_NAME = "Metropolis Learning"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "learning.media.files.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "learning.media.files.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "doc", "xls", "ppt", "rtf"),
    *("csv", "txt", "ics", "vtt", "png", "jpg", "jpeg", "gif", "webp", "svg", "zip"),
]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.Recording",
    "MEDIA_FORM_BASE": "learning.media.files.forms.RecordingForm",
    "VIDEO_EXTENSIONS": ["mp4", "m4v", "webm"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "wav"],
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Private pages and collections require an account or a role; shared passwords are not offered.
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_RESPONSIVE_HTML = False
# A translation starts with the text of its source, and is a draft until someone publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
