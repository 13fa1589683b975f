"""What somebody began: the first entries of streams by account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_clock_backup_and_erasure"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("no", 1)), fields=["account", "at"], name="entry_that_begins"),
        ),
    ]
