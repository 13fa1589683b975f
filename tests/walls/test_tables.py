"""No table refers up a floor."""

import pytest
from django.apps import apps
from django.db.models import Field, Model
from tests.walls.source import floors, modules


def references() -> list[tuple[type[Model], Field, type[Model]]]:
    """Every foreign key, one-to-one or many-to-many between tables of rooms."""
    return [
        (model, field, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if getattr(field, "remote_field", None) and field.concrete and isinstance(field.related_model, type)
    ]


def test_no_foreign_key_points_up_a_floor() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model, field, target in references()
        if model._meta.app_label in floors()
        and target._meta.app_label in floors()
        and floors()[target._meta.app_label] > floors()[model._meta.app_label]
    ]
    assert upward == []


def test_state_and_kind_columns_carry_no_list_of_words() -> None:
    listed = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in floors()
        for field in model._meta.get_fields()
        if field.name in {"state", "kind", "outcome"} and getattr(field, "choices", None)
    ]
    assert listed == []


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=3)


def test_no_logic_in_save_and_no_signals() -> None:
    import ast

    from tests.walls.source import imports

    listening = [
        module.at(node)
        for module in modules()
        if module.piece != "apps"
        for node, source, _name in imports(module.tree)
        if source in {"django.dispatch", "django.db.models.signals"}
    ]
    saving = [
        module.at(node)
        for module in modules()
        if module.piece == "models"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert listening + saving == []
