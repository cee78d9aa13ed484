"""One module for each kind of evidence: a query flows in, findings with a ratio per hypothesis and a sentence flow out.

Signals (`tracks`, `silence`, `whence`, `prism`, `convoys`, `patrols`), sightings (`sightings`), images (`images`), reports
(`reports`), numbers (`counts`, `hull_counts`, `published_counts`, `fleets`, `rates`), and what needs no data (`feasibility`, `distances`).
"""
