"""Unit conversions and the reserved codes that mean "not available". Imports nothing of Vedette."""

from __future__ import annotations

KN_PER_MPS = 3600 / 1852
FT_PER_M = 1 / 0.3048
FPM_PER_MPS = 60 / 0.3048

# ITU-R M.1371: reserved codes in AIS position reports
AIS_NO_LAT_DEG = 91.0
AIS_NO_LON_DEG = 181.0
