"""Images and detections from file to verdict: added, judged, and explained down to the line; bad lines become issues."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vedette.case.settings import SourceSpec
from vedette.case.templates import make_case
from vedette.verbs.adding import Added, add
from vedette.verbs.checking import Text, check
from vedette.verbs.explaining import Node, explain
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import open_case, read_as_of

IMAGES = """\
image_id,time,received,pass_id,place_id,south_deg,west_deg,north_deg,east_deg,sensor,gsd_m,cloud_share
a,2024-12-09T08:21Z,,p1,tartus,,,,,optical,10,0.05
b,2024-12-20T08:21Z,,p2,tartus,,,,,optical,10,0.05
c,2024-12-19T03:44Z,2024-12-21T00:00Z,p3,,31.9,23.8,32.3,24.2,sar,20,
,2024-12-19T03:44Z,,p3,tobruk,,,,,sar,20,
"""
DETECTIONS = """\
detection_id,image_id,time,lat_deg,lon_deg,length_m,asset_class,confidence
d1,a,2024-12-09T08:21Z,34.9121,35.8702,133,,0.98
d2,c,2024-12-19T03:44Z,32.071,23.985,131,,0.9
"""
CLAIM = """
[[claims]]
id = "c1"
quote = "Frigates sailed from Tartus to Tobruk"
kind = "move"
assets = ["frigate"]
origin = ["tartus"]
destination = ["tobruk"]
start = 2024-12-10
end = 2024-12-20
made = 2024-12-20
speaker = ["Somebody"]
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("from-above")
    paths = folder / "images-2024.csv", folder / "detections-2024.csv"
    for path, text in zip(paths, (IMAGES, DETECTIONS), strict=True):
        path.write_text(text)
    return paths


@pytest.fixture(scope="module")
def case(files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Added]:
    folder = tmp_path_factory.mktemp("cases") / "case"
    make_case(folder, "blank")
    (folder / "claims.toml").write_text(CLAIM)
    return folder, add(folder, files, SourceSpec(path="-"))


def judged(folder: Path, as_of: str) -> Judgement:
    opened = open_case(folder)
    return judge(opened, read_as_of(as_of, opened.case))


def walk(node: Node) -> Iterator[Node]:
    yield node
    for below in node.rests_on:
        yield from walk(below)


def test_files_are_taken_and_a_line_without_an_id_is_an_issue(case: tuple[Path, Added]) -> None:
    added = case[1]
    assert not added.failures
    assert [(b.format, b.counts.other, b.counts.issues) for b in added.brought] == [
        ("images_csv", 3, 1),
        ("detections_csv", 2, 0),
    ]
    assert added.brought[0].reasons == (("no_id", 1),)
    assert added.brought[0].span == "2024-12-09T08:21Z to 2024-12-20T08:21Z"


def test_evidence_leads_to_the_line_of_the_detection_and_of_its_image(case: tuple[Path, Added]) -> None:
    nodes = list(walk(explain(judged(case[0], "2025-01-05"), "c1")))
    lines = " ".join(n.text for n in nodes if n.kind == "line")
    assert "d2,c,2024-12-19T03:44Z,32.071,23.985,131,,0.9" in lines
    assert "a,2024-12-09T08:21Z,,p1,tartus,,,,,optical,10,0.05" in lines
    assert any(n.kind == "detection" and n.name == "d2" for n in nodes)
    hidden = [n for n in nodes if n.kind == "unobserved"]
    assert [n.name for n in hidden] == ["departure", "arrival"]
    assert "no AIS receiver in these data heard anybody there" in hidden[0].text


def test_an_image_counts_from_when_it_was_received(case: tuple[Path, Added]) -> None:
    def rules(as_of: str) -> set[str]:
        return set(judged(case[0], as_of).tables["evidence"]["rule"])

    assert "hull_in_image" not in rules("2024-12-20")
    assert "hull_in_image" in rules("2024-12-22")


def test_loose_files_judge_a_loose_text(files: tuple[Path, Path]) -> None:
    text = Text.of("Russian frigates sailed from Tartus to Tobruk between 10 and 20 December 2024.", "2024-12-22")
    found = check(text, data=files, as_of="2025-01-05")
    verdict = found.tables["verdicts"].row(-1, named=True)
    assert {"hull_in_image", "fewer_in_image"} <= set(found.tables["evidence"]["rule"])
    assert 0.3 < verdict["observability"] < 0.9
    assert verdict["verdict"] == "inconclusive"
