"""Every API token ends: what was made without an end lasts a year from its making."""

from datetime import timedelta
from typing import Any

from django.db import migrations, models

A_YEAR = timedelta(days=366)


def give_an_end(apps: Any, schema_editor: Any) -> None:
    """A year after it was made."""
    endless = apps.get_model("accounts", "ApiToken").objects.filter(expires__isnull=True)
    for token in endless.only("pk", "created"):
        endless.filter(pk=token.pk).update(expires=token.created + A_YEAR)


class Migration(migrations.Migration):
    """Fill, then constrain."""

    dependencies = [("accounts", "0005_first_day")]
    operations = [
        migrations.RunPython(give_an_end, migrations.RunPython.noop),
        migrations.AlterField(model_name="apitoken", name="expires", field=models.DateTimeField()),
    ]
