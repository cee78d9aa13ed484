"""What is asked: which assets, from where, to where, when; and where an observation lies with respect to it."""
