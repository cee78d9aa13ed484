"""A case folder, read whole: case.toml and its companions; the texts and tables are read by their own formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vedette.case.complaints import Location, nearest_line, read_toml
from vedette.case.files import AssetRow, PlaceFeature, WrittenClaim, read_assets, read_claims_file, read_places
from vedette.case.reviews import ClaimReview
from vedette.case.settings import CaseFile, Question, Settings, SourceSpec
from vedette.errors import CaseError

REPORT_SUFFIXES = (".txt", ".html", ".htm", ".json", ".md")


@dataclass(frozen=True)
class Case:
    """One question with everything in its folder. Paths are absolute; lines are those of the files."""

    folder: Path
    question: Question
    sources: tuple[SourceSpec, ...]
    settings: Settings
    assets: tuple[tuple[int, AssetRow], ...]
    places: tuple[PlaceFeature, ...]
    claims: tuple[WrittenClaim, ...]
    claim_lines: tuple[int, ...]
    reviews: tuple[ClaimReview, ...]
    review_lines: tuple[int, ...]
    key_lines: Mapping[Location, int]

    @property
    def tables(self) -> Path:
        """Where the tables lie."""
        return self.folder / "data"

    @property
    def briefs(self) -> Path:
        """Where briefs are written."""
        return self.folder / "briefs"

    def own_files(self) -> tuple[Path, ...]:
        """The case's own logged observations and texts, in a fixed order: sources*.csv, sightings*.csv, reports/*."""
        named = [path for name in ("sources*.csv", "sightings*.csv") for path in sorted(self.folder.glob(name))]
        reports = sorted(p for p in (self.folder / "reports").glob("*") if p.suffix.lower() in REPORT_SUFFIXES)
        return tuple(p for p in (*named, *reports) if p.is_file())

    def data_files(self) -> tuple[tuple[Path, SourceSpec], ...]:
        """The files that [[sources]] name, each with what is known about it.

        Raises:
            CaseError: an entry names nothing that exists.
        """
        found: list[tuple[Path, SourceSpec]] = []
        for i, spec in enumerate(self.sources):
            direct = self.folder / spec.path
            matches = [direct] if direct.exists() else sorted(self.folder.glob(spec.path)) if "*" in spec.path else []
            if not matches:
                line = nearest_line(dict(self.key_lines), ("sources", i, "path"))
                raise CaseError("case.toml", line, f"sources[{i}].path: nothing is at {spec.path!r}")
            found += [(match, spec) for match in matches]
        return tuple(found)


def load_case(folder: Path) -> Case:
    """Read a case folder.

    Raises:
        CaseError: no case.toml there, or a file of the case holds what cannot stand.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise CaseError(str(folder), None, "no such folder; `vedette init` makes a case folder")
    content, key_lines = read_toml(folder / "case.toml", CaseFile)
    assets, places, claims = (folder / name for name in ("assets.csv", "places.geojson", "claims.toml"))
    written, lines, review_lines = read_claims_file(claims) if claims.exists() else (None, (), ())
    return Case(
        folder=folder,
        question=content.case,
        sources=content.sources,
        settings=content.settings,
        assets=read_assets(assets) if assets.exists() else (),
        places=read_places(places) if places.exists() else (),
        claims=written.claims if written else (),
        claim_lines=lines,
        reviews=written.reviews if written else (),
        review_lines=review_lines,
        key_lines=key_lines,
    )
