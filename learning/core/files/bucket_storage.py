"""Uploads in an S3 bucket that is closed to the world."""

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """Pages link to this platform, which asks who the reader is and sends them on with an address that soon expires."""

    def url(self, name, *args, **kwargs):
        return settings.MEDIA_URL + filepath_to_uri(name)

    def signed(self, name, seconds, parameters):
        """An address in the bucket that works for so many seconds."""
        return super().url(name, parameters=parameters, expire=seconds)
