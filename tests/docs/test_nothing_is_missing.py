"""Every command, option, key, setting, column, format, rule and word stands in the reference pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer

from vedette.assessment.weights.likelihoods import read_likelihoods
from vedette.brief.exporters.registry import EXPORTERS
from vedette.brief.write import FORMATS as BRIEF_FORMATS
from vedette.case import files, reviews, settings
from vedette.cli.main import app
from vedette.parameters import SECTIONS, settable
from vedette.registry.register import load_register
from vedette.schema.flags import Flag
from vedette.schema.tables import TABLES
from vedette.schema.words import CLAIM_KINDS, STATUSES, VERDICTS
from vedette.sources.reasons import REASONS
from vedette.sources.sniff import FORMATS

Pages = dict[str, str]
MODELS = (
    settings.Question, settings.Period, settings.Area, settings.SourceSpec, settings.ColumnMapping, settings.Settings,
    files.AssetRow, files.PlaceProperties, files.WrittenClaim,
    reviews.ClaimReview, reviews.ReadSlots, reviews.ReadAsset, reviews.ReadPlace, reviews.SetSlots,
)  # fmt: skip


def section(page: str, title: str) -> str:
    """The text under a heading, to the next heading of the same depth or above."""
    lines = page.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("#") and line.lstrip("#").strip() == title]
    assert starts, f"no section {title!r}"
    depth = len(lines[starts[0]]) - len(lines[starts[0]].lstrip("#"))
    rest = lines[starts[0] + 1 :]
    end = next((i for i, line in enumerate(rest) if line.startswith("#") and len(line.split(" ")[0]) <= depth), len(rest))
    return "\n".join(rest[:end])


def verbs() -> Iterator[str]:
    yield from typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", list(verbs()))
def test_a_verb_with_all_its_arguments_and_options(reference: Pages, verb: str) -> None:
    command = typer.main.get_command(app).commands[verb]  # type: ignore[attr-defined]
    text = section(reference["commands.md"], f"vedette {verb}")
    for parameter in command.params:
        names = parameter.opts if parameter.param_type_name == "option" else [parameter.metavar or parameter.name.upper()]
        for name in names:
            assert name.replace("|", "\\|") in text, name
    assert command.help.split(".")[0] in text


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_key_of_a_case_file(reference: Pages, model: type[settings.Frozen]) -> None:
    for name, field in model.model_fields.items():
        assert f"| `{field.alias or name}` |" in reference["case-files.md"], name
        assert field.description, f"{model.__name__}.{name} has no description"


@pytest.mark.parametrize("name", list(SECTIONS))
def test_every_setting_with_its_default(reference: Pages, name: str) -> None:
    text = section(reference["settings.md"], f"[settings.{name}]")
    for key, field in settable(name).model_fields.items():
        assert f"| `{key}` |" in text, key
        assert field.description, f"settings.{name}.{key} has no description"
        if isinstance(field.default, (int, float)):
            assert f"`{field.default:g}`" in next(line for line in text.splitlines() if f"`{key}`" in line)


@pytest.mark.parametrize("table", list(TABLES.values()), ids=lambda t: t.name)
def test_every_column_with_its_unit_and_null_rule(reference: Pages, table) -> None:  # type: ignore[no-untyped-def]
    lines = section(reference["tables.md"], table.name).splitlines()
    has_nulls = any(c.nullable for c in table.columns)
    for column in table.columns:
        row = next((line for line in lines if line.startswith(f"| `{column.name}` |")), "")
        assert row, column.name
        assert column.unit in row
        if has_nulls:
            assert ("| yes |" in row) == column.nullable, column.name


@pytest.mark.parametrize("name", [*FORMATS, *EXPORTERS, *BRIEF_FORMATS, *REASONS])
def test_every_format_and_every_reason(reference: Pages, name: str) -> None:
    assert f"| `{name}` |" in reference["formats.md"]


@pytest.mark.parametrize("word", [*VERDICTS, *CLAIM_KINDS, *STATUSES])
def test_every_word(reference: Pages, word: str) -> None:
    assert f"`{word}`" in reference["verdicts.md"]


def test_every_flag(reference: Pages) -> None:
    for flag in Flag:
        assert f"| `{flag.name}` | {flag.value} |" in reference["tables.md"]


def test_every_row_of_the_likelihood_table_with_reason_and_source(reference: Pages) -> None:
    for row in read_likelihoods().rows.values():
        text = section(reference["likelihoods.md"], row.id)
        assert " ".join(row.reason.split()).replace("|", "\\|") in text
        assert " ".join(row.source.split()) in text


def test_every_site_asset_and_class(reference: Pages) -> None:
    register = load_register()
    sites = [p.place_id for p in register.places() if not p.is_group]
    for name in (*sites, *(a.asset_id for a in register.assets()), *(c.code for c in register.classes())):
        assert f"| `{name}` |" in reference["register.md"], name


def test_the_map_of_the_docs_names_every_page(build_docs) -> None:  # type: ignore[no-untyped-def]
    index = (build_docs.ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for path in (build_docs.ROOT / "docs").rglob("*.md"):
        if path.name != "index.md":
            assert path.relative_to(build_docs.ROOT / "docs").as_posix() in index
