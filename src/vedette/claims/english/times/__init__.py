"""When: words of time, and the claim that they belong to."""
