"""The award of a new edition is copied from the edition before."""

from django.db import transaction

from ..models import Award, Signatory


@transaction.atomic
def carry_over(old, new):
    """Copy the award and signatories of the activity `old` to `new`, if `old` has a stored award."""
    award = Award.objects.filter(activity=old).first()
    if award is None:
        return
    made = Award.objects.create(activity=new, gives=award.gives, valid_months=award.valid_months)
    Signatory.objects.bulk_create(
        Signatory(award=made, name=one.name, title=one.title, image_id=one.image_id)
        for one in award.signatories.order_by("id")
    )
