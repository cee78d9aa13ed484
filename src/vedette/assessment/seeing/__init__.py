"""Would it have been seen, had it happened? What was received, who looked, and what nobody could have seen.

`observability` gives the probability per part of a claim; `unobserved` says where, when and why nothing could be seen.
"""
