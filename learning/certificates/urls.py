from django.urls import path, register_converter

from . import holder_views, views
from .codes import CodeConverter

register_converter(CodeConverter, "certificate_code")

urlpatterns = [
    path("", views.ask, name="certificates"),
    path("did.json", views.issuer, name="certificate_issuer"),
    path("status.jwt", views.status_list, name="certificate_status"),
    path("of/<uuid:key>/", holder_views.of_activity, name="own_certificate"),
    path("<certificate_code:code>/", views.check, name="certificate"),
    path("<certificate_code:code>/reissue/", holder_views.reissue, name="reissue_own_certificate"),
    path("<certificate_code:code>.pdf", views.pdf, name="certificate_pdf"),
    path("<certificate_code:code>.json", views.badge, name="certificate_badge"),
]
