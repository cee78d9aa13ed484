"""What could be observed next, and how much each observation would tell. `next_looks` is the page to read first."""
