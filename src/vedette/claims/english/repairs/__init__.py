"""What the parser typically gets wrong in this kind of text, put right before anything is read from the tree. `mending.py` comes first."""
