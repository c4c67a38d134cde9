"""Receivers that delete the files of deleted rows. wagtailmedia deletes a recording's main file and its poster."""

from django.db import transaction


def on_recording_deleted(sender, instance, **kwargs):
    _delete_after(instance.small, instance.sound)


def on_captions_deleted(sender, instance, **kwargs):
    _delete_after(instance.file)


def _delete_after(*files):
    for file in filter(None, files):
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))
