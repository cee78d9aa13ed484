"""Names in a text: places, ships and aircraft, classes and counts."""
