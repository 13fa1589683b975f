"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from yizhan.site.processes import start_background

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")

application = get_wsgi_application()

if os.environ.get("YIZHAN_BACKGROUND") == "1":
    start_background()
