"""With which version of its projection the rows of a kind were made: none is known of what an older program made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table of the node's own."""

    dependencies = [("journal", "0003_entries_that_begin")]
    operations = [
        migrations.CreateModel(
            name="Projected",
            fields=[
                ("kind", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=40)),
            ],
        ),
    ]
