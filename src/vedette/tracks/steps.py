"""The steps of this stage as the pipeline lists them, in order, each with the parameters that it takes."""

from vedette.tracks.segments import SEGMENT, SegmentParams
from vedette.tracks.summaries import SUMMARISE, TrackParams

__all__ = ["SEGMENT", "SUMMARISE", "SegmentParams", "TrackParams"]
