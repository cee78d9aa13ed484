"""What is known, looked up the same way by every kind of evidence: `ground` is the page to read first.

Sightings, events and coverage by asset, the looks that images gave, whose signals contradict each other, which numbers two hulls
share, and how observations are put into words.
"""
