from wagtail import hooks

from .viewset import token_viewset


@hooks.register("register_admin_viewset")
def register_viewset():
    return token_viewset
