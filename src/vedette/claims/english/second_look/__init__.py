"""Known words of movement for which no rule found a frame: judged by what stands around them, and read by word order."""
