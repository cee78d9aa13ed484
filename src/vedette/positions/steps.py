"""The steps of this stage as the pipeline lists them, in order, each with the parameters that it takes."""

from vedette.positions.coverage import COVERAGE_STEP as COVERAGE
from vedette.positions.coverage import CoverageParams
from vedette.positions.flagging import FLAG, FlagParams
from vedette.positions.resolve import RESOLVE, ResolveParams

__all__ = ["COVERAGE", "FLAG", "RESOLVE", "CoverageParams", "FlagParams", "ResolveParams"]
