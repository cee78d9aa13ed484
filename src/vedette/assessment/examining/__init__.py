"""A verdict laid open: its matrix, what it hangs on, what could be looked at next, and what would settle it."""
