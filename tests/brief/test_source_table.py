"""The table of sources is short and loses no row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.sample import sample_document

from vedette.brief.source_table import source_lines, terms_of

SOURCES = sample_document().sources
REPORT = next(s for s in SOURCES if s.path == "reports/agency.txt")


def _reports(count: int, **changes: object):
    return [replace(REPORT, path=f"reports/{n}.txt", source_id=f"src-{n}", **changes) for n in range(count)]


def test_a_few_files_are_listed_one_by_one_in_order():
    lines = source_lines(SOURCES)
    assert [line.path for line in lines] == sorted(s.path for s in SOURCES)
    assert all(line.n_files == 1 for line in lines)


def test_a_folder_of_texts_is_one_line():
    lines = source_lines([*_reports(27), SOURCES[0]])
    assert [line.shown for line in lines] == ["adsb/readsb-2024-12.json.gz", "reports/ (27 files)"]
    assert lines[1].n_rows == 27
    assert lines[1].url is None


def test_other_terms_are_another_line():
    lines = source_lines([*_reports(5), *_reports(4, licence="CC BY 4.0")])
    assert sorted(line.n_files for line in lines) == [4, 5]


def test_rows_are_never_lost():
    sources = [*SOURCES, *_reports(9)]
    assert sum(line.n_rows for line in source_lines(sources)) == sum(s.n_rows for s in sources)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"licence": None, "attribution": None, "is_redistributable": None}, "Licence not stated"),
        ({"licence": "CC BY 4.0", "attribution": "the feeders", "is_redistributable": True}, "CC BY 4.0. The feeders"),
        ({"licence": "own", "attribution": None, "is_redistributable": False}, "Own. May not be passed on"),
    ],
)
def test_terms_in_one_line(changes: dict[str, object], words: str):
    assert terms_of(replace(REPORT, **changes)) == words
