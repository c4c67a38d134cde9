import gc
import os

from django.core.wsgi import get_wsgi_application

from learning.core.log_filters import redact_access_log

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings")
application = get_wsgi_application()
redact_access_log()
# Objects loaded by now live as long as the process: without freezing, each full collection visits them all, for 0.1
# s.
gc.freeze()
