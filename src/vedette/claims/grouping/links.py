"""A link from a report to what it rests on, and the table of rules by which links are found, with their sentences.

Nothing is computed here; `origins.py` and `citations.py` make links, `roots.py` follows and words them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One thing rests on another.

    child, parent: ids of reports or publishers' entries, or "name:", "wire:", "speaker:", "image:", "owner:", "outlet:" for
    origins without an entry. label: what the sentence names. share: of the child's own words, for copies.
    """

    child: str
    parent: str
    rule: str
    label: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class RootRule:
    """How two reports come to be one origin: {children} and {parent} are names, {label} what the link names; [one|many]."""

    id: str
    sentence: str
    why: str


ROOT_RULES: tuple[RootRule, ...] = (
    RootRule(
        "states_origin",
        "{children} [rests|rest] on {parent}.",
        "sources.csv or the report's front matter says so; a person's word goes before everything that is found",
    ),
    RootRule("same_text", "{children} [is|are] word for word the same as {parent}.", "a copy is not a second witness"),
    RootRule(
        "copies_words",
        "{children} [shares|share] {label} of the word sequences of the shorter text with {parent}.",
        "at least 0.4 of the four-word sequences of the shorter text stand in the other (Broder 1997): the later one copies",
    ),
    RootRule(
        "cites_report",
        "{children} [cites|cite] {parent} for the same statement.",
        "a report that quotes another for a statement adds nothing to it",
    ),
    RootRule(
        "same_wire",
        "{children} [gives|give] the same statement from {label}.",
        "one agency, one unnamed source (nationality, field and role, however worded), one movement: one dispatch",
    ),
    RootRule(
        "same_speaker",
        "{children} [gives|give] the same statement from {label}.",
        "what one person or institution said is one statement, whoever prints it",
    ),
    RootRule("same_image", "{children} [rests|rest] on the same image: {label}.", "two looks at one image are one look"),
    RootRule(
        "same_owner",
        "{children} [has|have] one owner: {label}.",
        "outlets of one house, each without another origin, do not confirm each other",
    ),
    RootRule("same_outlet", "{children} [comes|come] from one outlet: {label}.", "an outlet does not confirm itself"),
)
