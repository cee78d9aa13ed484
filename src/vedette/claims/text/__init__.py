"""From a stored text to blocks that can be parsed, with the way back to every character."""
