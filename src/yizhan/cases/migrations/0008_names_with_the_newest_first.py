"""The index of names holds the newest case of each name first, as a search shows them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_cases_that_are_not_over"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_name"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["name_key", "-opened_on"], name="case_named"),
        ),
    ]
