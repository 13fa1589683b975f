"""The room `journal`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """Arms the append-only triggers after every migration."""

    name = "yizhan.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Arm after each migration; teach the words of this room's refusals."""
        from yizhan.journal import refusals

        post_migrate.connect(arm_triggers, sender=self)
        refusals.teach_words()


def arm_triggers(**_: object) -> None:
    """Django's remake of a table drops triggers silently: they are made again."""
    from yizhan.journal import store

    store.arm()
