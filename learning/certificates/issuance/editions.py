"""What a new edition certifies, and who signs, is as it was for the one before."""

from django.db import transaction

from ..models import Award, Signatory


@transaction.atomic
def carry_over(old, new):
    """Give the activity `new` the award of `old`, where an officer has said anything of it."""
    award = Award.objects.filter(activity=old).first()
    if award is None:
        return
    made = Award.objects.create(activity=new, gives=award.gives, valid_months=award.valid_months)
    Signatory.objects.bulk_create(
        Signatory(award=made, name=one.name, title=one.title, image_id=one.image_id)
        for one in award.signatories.order_by("id")
    )
