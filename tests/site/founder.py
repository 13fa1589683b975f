"""A process that makes a node with a small world in it, whose staff can log in: for tests of a served node."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.support.worlds import TOWNSHIP  # noqa: E402

from yizhan.simulate.establishing import establish  # noqa: E402
from yizhan.site.operating import migrate  # noqa: E402

if __name__ == "__main__":
    migrate()
    since = timezone.now() - timedelta(days=7)
    with transaction.atomic():  # one wait for the disk instead of a thousand
        establish(now=since, detailed=(TOWNSHIP,), outline=False, password=lambda: sys.argv[1])
