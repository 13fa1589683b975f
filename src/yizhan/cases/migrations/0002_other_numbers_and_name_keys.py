"""What searches read: names by their beginning, numbers of other systems whole.

The numbers themselves are sealed in the journal: `yizhan rebuild` fills their table on a node that already has cases.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1000


def fill_name_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As `cases.names.name_key` stood on the day of this migration."""
    cases = apps.get_model("cases", "Case").objects.order_by("number")
    last = ""
    while rows := list(cases.filter(number__gt=last).only("number", "applicant")[:BATCH]):
        for row in rows:
            plain = "".join(row.applicant.split()).casefold()[:12]
            row.name_key = plain.encode("utf-8", "surrogatepass").hex()
        cases.bulk_update(rows, ["name_key"])
        last = rows[-1].number


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseNumber",
            fields=[
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("stream", models.CharField(max_length=120)),
                ("case", models.CharField(max_length=40)),
                ("lookup", models.CharField(max_length=64)),
            ],
            options={"indexes": [models.Index(fields=["lookup"], name="case_other_number")]},
        ),
        migrations.AddField(
            model_name="case",
            name="name_key",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(fill_name_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["name_key"], name="case_name"),
        ),
        migrations.AddIndex(
            model_name="caseleg",
            index=models.Index(fields=["number"], name="leg_number"),
        ),
    ]
