"""The detectors of this stage as the pipeline lists them, each with the parameters that it takes."""

from vedette.events.airfields import Airfield
from vedette.events.conflicts import CONFLICTS, ConflictParams
from vedette.events.gaps import GAPS, GapParams
from vedette.events.landings import LANDINGS, LandingParams
from vedette.events.legs import LEGS, LegParams
from vedette.events.places import PlaceGeometry
from vedette.events.rendezvous import RENDEZVOUS, RendezvousParams
from vedette.events.visits import VISITS, VisitParams

__all__ = [
    "CONFLICTS", "GAPS", "LANDINGS", "LEGS", "RENDEZVOUS", "VISITS", "Airfield", "ConflictParams", "GapParams", "LandingParams",
    "LegParams", "PlaceGeometry", "RendezvousParams", "VisitParams",
]  # fmt: skip
