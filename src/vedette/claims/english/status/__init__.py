"""How far the writer commits to a claim: cues with their scopes on the parse."""
