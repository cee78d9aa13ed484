"""Two readings as the JSON object that other programs read: `vedette.model_reading/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vedette.cli.shapes import claim_object

if TYPE_CHECKING:
    from vedette.claims.model_reader.comparison import Finding
    from vedette.verbs.model_reading import TwoReadings


def readings_object(readings: TwoReadings) -> dict[str, Any]:
    """Both readings; the same for the same texts and replies, wherever the replies came from."""
    return {
        "reader": readings.reading.reader,
        "agreement": readings.agreement(),
        "findings": [finding_object(f, readings.remarks(f)) for f in readings.findings],
        "rejected": [r.as_dict() for r in readings.reading.rejected],
        "unread": [r.as_dict() for r in readings.reading.unread],
        "suspicious": readings.suspicious(),
    }


def finding_object(finding: Finding, remarks: tuple[str, ...]) -> dict[str, Any]:
    """What was read in one place, by whom, and where the readings differ."""
    return {
        "report_id": finding.row["report_id"],
        "found_by": finding.found_by,
        "differs_in": list(finding.differences()),
        "remarks": list(remarks),
        "rules": None if finding.rules is None else claim_object(finding.rules),
        "model": None if finding.model is None else claim_object(finding.model),
    }
