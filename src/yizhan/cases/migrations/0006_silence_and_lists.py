"""When silence decides, and when a paper was asked for that is not on the list.

Both stand in the journal: `yizhan rebuild` fills them on a node that already has cases.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_in_whose_hands"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="lapse_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="beyond_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["beyond_on"], name="case_beyond"),
        ),
    ]
