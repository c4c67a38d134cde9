from learning.activities.models import Assignment, Criterion


def make_assignment(activity, criteria=(("Clear", 5), ("Feasible", 10)), **fields):
    """Return an assignment with `criteria`, [(title, points)], that accepts text and files at any time."""
    told = {"title": "A plan for one street", "instructions": "<p>Write a page.</p>", **fields}
    assignment = Assignment.objects.create(activity=activity, **told)
    for order, (title, points) in enumerate(criteria):
        Criterion.objects.create(assignment=assignment, title=title, points=points, sort_order=order)
    return Assignment.objects.get(pk=assignment.pk)
