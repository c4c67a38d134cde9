"""Remove camera data and positions from pictures of the image library that were uploaded before uploads were cleaned."""

import hashlib

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.images import get_image_model

from learning.core.files.image_metadata import bytes_without_metadata


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        images = get_image_model().objects.order_by("pk")
        changed = sum(_clean(image) for image in images.iterator(chunk_size=100))
        self.stdout.write(f"{changed} pictures cleaned.")


def _clean(image):
    """Replace the original of `image` by a copy without metadata; return whether it had any. A missing file has none."""
    try:
        with image.file.open("rb") as file:
            before = file.read()
    except OSError:
        return False
    after = bytes_without_metadata(before)
    if after == before:
        return False
    old, storage = image.file.name, image.file.storage
    image.file.save(old.rpartition("/")[2], ContentFile(after), save=False)
    image.file_size, image.file_hash = len(after), hashlib.sha1(after, usedforsecurity=False).hexdigest()
    image.save(update_fields=["file", "file_size", "file_hash"])
    transaction.on_commit(lambda: storage.delete(old))
    return True
