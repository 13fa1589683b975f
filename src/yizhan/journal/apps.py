"""The room `journal`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """Arms the append-only triggers after every migration, and knows the journal's own records."""

    name = "yizhan.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from yizhan.journal import models, refusals, registry

        post_migrate.connect(arm_triggers, sender=self)
        refusals.teach_words()
        registry.recorded(models.ClockQuestioned, kind="journal.clock-questioned")
        registry.recorded(models.ClockConfirmed, kind="journal.clock-confirmed")
        registry.recorded(models.NodeRestored, kind="journal.restored")
        registry.recorded(models.StreamsReleased, kind="journal.released")


def arm_triggers(**_: object) -> None:
    """Django's remake of a table drops triggers silently: they are made again."""
    from yizhan.journal import store_guards

    store_guards.arm()
