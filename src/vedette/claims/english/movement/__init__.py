"""Who goes where: verbs, nouns, states and constructions of movement."""
