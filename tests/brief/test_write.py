"""Files appear whole or not at all, with a manifest that names every input and output."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from tests.brief.sample import sample_document

from vedette.brief.document import Sentence
from vedette.brief.land import LandShape, no_land
from vedette.brief.write import write_brief
from vedette.errors import PublicationError, UsageError


def test_the_manifest_hashes_what_lies_there(tmp_path: Path):
    document = sample_document()
    paths = write_brief(document, tmp_path / "brief", ("html", "md", "json"), no_land)
    assert [p.name for p in paths] == ["brief.html", "brief.md", "brief.json", "manifest.json"]
    manifest = json.loads(paths[-1].read_text())
    for path in paths[:-1]:
        assert manifest["outputs"][path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["schema"] == "vedette.brief.manifest/1"
    assert manifest["inputs"]["case.toml"] == "9" * 64
    assert len(manifest["inputs"]) == len(document.sources) + 1
    assert manifest["is_synthetic"] is True


def test_the_same_document_gives_the_same_bytes(tmp_path: Path):
    first = write_brief(sample_document(), tmp_path / "one", land=no_land)
    second = write_brief(sample_document(), tmp_path / "two", land=no_land)
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_nothing_is_written_when_a_check_fails(tmp_path: Path):
    bad = replace(sample_document(), answer=(Sentence("Ships moved."),))
    with pytest.raises(PublicationError):
        write_brief(bad, tmp_path / "brief", land=no_land)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_named_with_those_that_exist(tmp_path: Path):
    with pytest.raises(UsageError, match="no format 'docx'; there are html, md, json"):
        write_brief(sample_document(), tmp_path / "brief", ("docx",))


def test_a_second_brief_replaces_the_first_and_leaves_other_files(tmp_path: Path):
    folder = tmp_path / "brief"
    write_brief(sample_document(), folder, ("html", "md"), no_land)
    (folder / "notes.txt").write_text("ours")
    write_brief(sample_document(title="Second"), folder, ("html",), no_land)
    assert sorted(p.name for p in folder.iterdir()) == ["brief.html", "manifest.json", "notes.txt"]
    assert "Second" in (folder / "brief.html").read_text()
    assert [p.name for p in tmp_path.iterdir()] == ["brief"]


def test_a_manifest_cannot_make_us_delete_what_is_not_ours(tmp_path: Path):
    folder = tmp_path / "brief"
    folder.mkdir()
    (folder / "notes.txt").write_text("ours")
    (folder / "manifest.json").write_text(json.dumps({"outputs": {"notes.txt": "", "../x": ""}}))
    write_brief(sample_document(), folder, ("md",), no_land)
    assert (folder / "notes.txt").exists()


def test_outlines_may_be_given_as_they_are(tmp_path: Path):
    square = LandShape("Square", shapely.box(10.0, 30.0, 20.0, 40.0))
    paths = write_brief(sample_document(), tmp_path / "brief", ("html",), [square])
    assert 'class="land"' in paths[0].read_text()
