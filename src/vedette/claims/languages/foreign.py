"""Reading one report that is not in English: its text flows in, rows of the claims table flow out.

Blocks, sentences, scene, triggers, arguments, status, speakers, times, rows: the same steps in every language, in this order.
Russian sentences with a trigger word are parsed and read on the tree; the others are read by the order of their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vedette.claims.english.scene import Finders
from vedette.claims.english.times.times import TimeSpan
from vedette.claims.languages.actors import find_actor
from vedette.claims.languages.arabic import readings
from vedette.claims.languages.days import find_days
from vedette.claims.languages.distances import find_distances, is_end, names_unit
from vedette.claims.languages.found import Finding, find_hits
from vedette.claims.languages.named_places import names_of
from vedette.claims.languages.needs import is_claim
from vedette.claims.languages.order_arguments import find_by_order
from vedette.claims.languages.place_phrases import find_places
from vedette.claims.languages.repeats import without_counted, without_repeats
from vedette.claims.languages.rows import build_row
from vedette.claims.languages.scene import Scene, Tools
from vedette.claims.languages.sentence import Sentence, make_sentence, split_sentences
from vedette.claims.languages.speakers import find_speakers, places_of_speakers
from vedette.claims.languages.status import is_question, read_status
from vedette.claims.languages.tables import RUSSIAN, read_language
from vedette.claims.languages.things import find_things
from vedette.claims.languages.tree_arguments import find_by_tree
from vedette.claims.rows import ReportText
from vedette.claims.text.sentences import Block, iter_blocks
from vedette.registry.register import Register


@dataclass(frozen=True)
class Read:
    """A sentence that makes claims."""

    scene: Scene
    findings: Sequence[Finding]


def read_report(report: ReportText, code: str, register: Register, finders: Finders) -> Iterator[dict[str, Any]]:
    """Rows of one report in one of the languages that have tables."""
    tools = Tools(read_language(code), names_of(register, code), register, finders.places, finders.assets)
    for block in iter_blocks(report.text, lambda _word: True):
        for sentence in _sentences(block.text, tools):
            read = read_sentence(sentence, tools)
            if read.findings:
                yield from _rows(read, block, report)


def _sentences(text: str, tools: Tools) -> Iterator[Sentence]:
    """The sentences of a block; Russian ones only where a word of theirs may carry a claim, since parsing costs."""
    spans = list(split_sentences(text))
    if tools.language.code != RUSSIAN:
        variants = readings if tools.language.code == "ar" else str
        yield from (make_sentence(text, start, end, variants) for start, end in spans)
        return
    from vedette.claims.languages.russian_parser import may_claim, parse_russian

    yield from parse_russian(text, [span for span in spans if may_claim(text, span, tools.language)])


def read_sentence(sentence: Sentence, tools: Tools) -> Read:
    """The claims of one sentence."""
    bare = Scene(sentence, tools, (), (), ())
    if not find_hits(bare) and not names_unit(sentence, tools.language):
        return Read(bare, ())
    named = tuple(tools.names.find(sentence))
    things = find_things(sentence, named, tools)
    places = find_places(sentence, named, things, tools)
    scene = Scene(sentence, tools, named, tuple(places), tuple(things))
    distances = find_distances(scene)
    spoken = places_of_speakers(scene)
    scene = replace(scene, places=tuple(p for p in places if not is_end(p, distances) and p.first not in spoken))
    is_parsed = any(w.rel for w in sentence.words)
    findings = (find_by_tree if is_parsed else find_by_order)(scene, without_counted(scene, find_hits(scene)))
    for finding in findings:
        finding.actor = find_actor(scene, finding)
    claims = {f.hit.first: f for f in reversed(findings) if is_claim(scene, f)}
    claims = without_repeats(scene, claims | {f.hit.first: f for f in distances})
    for finding in claims.values():
        _settle(scene, finding)
    return Read(scene, [claims[at] for at in sorted(claims)])


def _settle(scene: Scene, finding: Finding) -> None:
    """Give a finding its status; where a stay is denied as a matter of fact, it is an absence."""
    if finding.kind == "distance":
        return  # how far two places lie apart is said as a fact, whatever is planned there
    status, cues = read_status(scene, finding)
    if is_question(scene.sentence):
        status = "unresolved"
    if status == "denied" and finding.hit.row.negated == "absent":
        finding.kind, status = "absent", "asserted"
    finding.status, finding.cues = status, cues


def _rows(read: Read, block: Block, report: ReportText) -> Iterator[dict[str, Any]]:
    times = find_days(read.scene.sentence, read.scene.tools.language, report.published, report.near)
    speakers = find_speakers(read.scene)
    for finding in read.findings:
        yield build_row(finding, read.scene, block, report, (_time_of(read.scene, finding, times), speakers))


def _time_of(scene: Scene, finding: Finding, times: Sequence[TimeSpan]) -> TimeSpan | None:
    """The time nearest to the trigger."""
    at = scene.sentence.words[finding.hit.first].start
    return min(times, key=lambda t: min(abs(t.start - at), abs(t.end - at))) if times else None


def read_foreign(reports: Iterable[tuple[ReportText, str]], register: Register, finders: Finders) -> Iterator[dict[str, Any]]:
    """Rows of reports that are not in English, each with the code of its language."""
    for report, code in reports:
        yield from read_report(report, code, register, finders)
