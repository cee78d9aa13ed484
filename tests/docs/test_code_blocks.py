"""What the pages tell a reader to type is what the program takes: commands parse, settings validate, headers are the code's."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.docs.pages import PAGES, ROOT, blocks, name_of, prose

from vedette.assessment.weights.likelihoods import read_likelihoods
from vedette.case.files import ClaimsFile
from vedette.case.settings import Bases, SourceSpec
from vedette.cli.main import app
from vedette.parameters import SECTIONS, settable
from vedette.registry.register import load_register
from vedette.schema.words import CERTAINTIES, SIGHTING_EVENTS, SIGHTING_HOW
from vedette.sources import publishers_csv, sightings_csv

SHIPPED = ROOT / "cases" / "tartus-2024" / "README.md"
_WRITTEN = (*PAGES, SHIPPED)
_INLINE = re.compile(r"`(vedette [^`]+)`")


def commands_in_blocks() -> Iterator[tuple[str, str]]:
    for page in _WRITTEN:
        for language, text in blocks(page):
            if language not in ("", "sh"):
                continue
            yield from ((name_of(page), line) for line in text.splitlines() if line.startswith("vedette"))


def commands_in_prose() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if page.parent.name == "reference":  # the words there are the code's own
            continue
        yield from ((name_of(page), " ".join(command.split())) for command in _INLINE.findall(prose(page)))


def parse(line: str) -> dict[str, Any]:
    """What the command line makes of a line, without running it; raises where it is refused."""
    _, verb, *arguments = shlex.split(line)
    command = typer.main.get_command(app).commands[verb]  # type: ignore[attr-defined]
    return command.make_context(verb, arguments).params


@pytest.mark.parametrize(("page", "line"), list(commands_in_blocks()))
def test_a_command_in_a_block_parses(page: str, line: str) -> None:
    parse(line)


def test_a_command_that_does_not_exist_would_be_seen() -> None:
    for line in ("vedette chek text", "vedette check text --as-off 2024", "vedette explain"):
        with pytest.raises((KeyError, typer.BadParameter.__mro__[2])):
            parse(line)


@pytest.mark.parametrize(("page", "text"), list(commands_in_prose()))
def test_a_command_in_a_sentence_exists_with_its_options(page: str, text: str) -> None:
    _, verb, *words = shlex.split(text)
    if verb == "VERB":
        return
    group = typer.main.get_command(app)
    known = {opt for p in group.commands[verb].params for opt in p.opts} | {"--help", "-h"}  # type: ignore[attr-defined]
    assert {word.split("=")[0] for word in words if word.startswith("-") and len(word) > 1} <= known


def toml_blocks() -> Iterator[tuple[str, dict[str, Any]]]:
    for page in PAGES:
        yield from ((name_of(page), tomllib.loads(text)) for language, text in blocks(page) if language == "toml")


@pytest.mark.parametrize(("page", "content"), list(toml_blocks()))
def test_a_block_of_settings_claims_or_sources_validates(page: str, content: dict[str, Any]) -> None:
    claims = {key: content.pop(key) for key in ("claims", "reviews") if key in content}
    written = ClaimsFile.model_validate(claims)
    register = load_register()
    for claim in written.claims:
        assert all(register.find_places(place) or register.place(place) for place in (*claim.origin, *claim.destination))
        assert all(register.find_class(word) or register.find_assets(word) for word in claim.assets)
    for source in content.pop("sources", ()):
        SourceSpec.model_validate(source)
    if "case" in content:
        Bases.model_validate(content.pop("case")["bases"])
    settings = content.pop("settings", {})
    for rule, numbers in settings.pop("likelihoods", {}).items():
        read_likelihoods({rule: numbers})
    for part, values in settings.items():
        assert part in SECTIONS
        settable(part).model_validate(values)
    assert not content, "a part of case.toml that no test knows"


def csv_blocks() -> list[tuple[str, list[str]]]:
    return [(name_of(page), text.splitlines()) for page in PAGES for language, text in blocks(page) if language == "csv"]


@pytest.mark.parametrize(("page", "lines"), csv_blocks())
def test_a_block_of_csv_has_a_header_of_the_code_and_whole_rows(page: str, lines: list[str]) -> None:
    header = tuple(lines[0].split(","))
    assert header in (sightings_csv.COLUMNS, publishers_csv.COLUMNS)
    assert all(line.count(",") == lines[0].count(",") for line in lines)


@pytest.mark.parametrize("number", range(len(csv_blocks())))
def test_a_block_of_csv_is_read_without_a_remark(number: int, tmp_path: Path) -> None:
    from vedette.sources.format import ReadContext
    from vedette.sources.sniff import sniff

    for i, (_, lines) in enumerate(csv_blocks()):  # the list of publishers must stand beside the sightings
        is_publishers = lines[0].startswith("source_id")
        (tmp_path / ("sources.csv" if is_publishers else f"sightings-{i}.csv")).write_text("\n".join(lines), encoding="utf-8")
    path = sorted(tmp_path.iterdir())[number]
    (batch,) = sniff(path).read(path, ReadContext("src-000000000000", register=load_register()))
    assert batch.counts.other == 1
    assert batch.issues["message"].to_list() == []


def test_the_words_for_sightings_are_all_in_the_guide() -> None:
    guide = (ROOT / "docs" / "own-data.md").read_text(encoding="utf-8")
    for word in (*SIGHTING_EVENTS, *SIGHTING_HOW, *CERTAINTIES, *sightings_csv.COLUMNS):
        assert f"`{word}`" in guide, word


def test_the_tutorial_counts_the_shipped_case_right(tartus_case: Path) -> None:
    text = " ".join((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8").split())
    claims = tomllib.loads((tartus_case / "claims.toml").read_text(encoding="utf-8"))["claims"]
    n_sightings, n_sources = (len((tartus_case / name).read_text().splitlines()) - 1 for name in ("sightings.csv", "sources.csv"))
    assert len(claims) == 9
    assert f"{n_sightings} lines of dated observations with their links, {n_sources} publications, and nine claims" in text
