from django.urls import path
from wagtail import hooks

from .admin import CertificateViewSet
from .admin.award import AwardView


@hooks.register("register_admin_viewset")
def register_viewset():
    return CertificateViewSet()


@hooks.register("register_admin_urls")
def register_urls():
    return [path("activities/<int:pk>/certificates/", AwardView.as_view(), name="certificates_of_activity")]
