"""Named worlds: a table of traffic flows in, true lives for a world flow out.

`worlds.toml` says what a named world is like; `named` reads it, `traffic` makes ships and aircraft live by it, `convoys` lets cargo
ships sail with dark warships. Nobody and nothing in these worlds is real.
"""
