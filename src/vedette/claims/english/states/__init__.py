"""Being somewhere, strength, rates, distances, talks, and what movement data cannot answer."""
