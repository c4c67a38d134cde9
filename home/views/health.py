from django.db import DatabaseError, connection
from django.http import HttpResponse


def healthz(request):
    """200 when it can serve, 503 when its database can't."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
