from wagtail import hooks

from .agenda import LOOK, AgendaPanel


@hooks.register("construct_homepage_panels")
def add_agenda(request, panels):
    if request.user.has_perm(LOOK):
        panels.append(AgendaPanel())
