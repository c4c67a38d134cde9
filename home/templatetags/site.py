from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def home_url():
    """Return the address of the home page in the reader's language; it never changes, so no query is needed."""
    return f"/{get_language() or 'en'}/"
