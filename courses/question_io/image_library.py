"""Imported pictures in the image library."""

import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from learning.core.files.image_metadata import bytes_without_metadata


def image_of(picture, title, by):
    """Return the library's image with the same content, else a new one. Return None if `by` may add images nowhere."""
    image_model, picture = get_image_model(), replace(picture, content=bytes_without_metadata(picture.content))
    digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()
    choosable = _policy().instances_user_has_permission_for(by, "choose")
    found = choosable.filter(file_hash=digest).first()
    collection = _policy().collections_user_has_permission_for(by, "add").first()
    if found or collection is None:
        return found
    file = ContentFile(picture.content, f"question-{digest[:12]}.{picture.kind}")
    image = image_model(
        title=(title or picture.alt)[:255] or file.name, file=file, collection=collection, uploaded_by_user=by
    )
    image.file_size, image.file_hash, image.description = len(picture.content), digest, picture.alt[:255]
    image.save()
    return image


def may_add(user):
    return _policy().user_has_permission(user, "add")


def _policy():
    return policy_registry.get_by_type(get_image_model())
