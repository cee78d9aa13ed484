"""Room for this stage."""
