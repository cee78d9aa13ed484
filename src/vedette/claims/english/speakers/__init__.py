"""Who says it: the chain of speakers from the outlet inwards."""
