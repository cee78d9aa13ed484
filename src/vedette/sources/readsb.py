"""What readsb's kinds of sources mean for us. Source: readsb, README-json.md, "type"."""

from __future__ import annotations


def sensor_of(source: object) -> str:
    """The sensor behind a position: ``mlat`` for multilateration, ``adsb`` for what aircraft or others broadcast."""
    return "mlat" if source == "mlat" else "adsb"
