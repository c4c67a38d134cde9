"""Content security policies of the site and of the admin."""

from csp.constants import NONE, SELF, UNSAFE_INLINE


def content_security(env, sign_on_origins=()):
    """The policies of the site and of the admin, in django-csp's form."""
    media = [SELF, *([env("MEDIA_ORIGIN")] if env("S3_BUCKET") and env("MEDIA_ORIGIN") else [])]
    site = {
        "default-src": [SELF],
        "img-src": [*media, "data:"],
        "media-src": media,
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *sign_on_origins],
        "frame-ancestors": [NONE],
    }
    # Wagtail's admin has inline scripts and styles, and shows previews in a frame of its own.
    admin = {
        **site,
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [*media, "data:", "blob:"],
        "frame-src": [SELF, *site["frame-src"]],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
    return {"DIRECTIVES": site}, {"DIRECTIVES": admin}
