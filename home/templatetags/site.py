from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def home_url():
    """The home page in the reader's language; its address never changes, so no query is spent on it."""
    return f"/{get_language() or 'en'}/"
