"""Indexes for lists by their due day, and for the few cases that are not over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_silence_and_lists"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["due_on", "number"], name="case_due"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("delivered_on__isnull", True), ("ended_on__isnull", True)),
                fields=["holder", "due_on", "number"],
                name="case_standing",
            ),
        ),
    ]
