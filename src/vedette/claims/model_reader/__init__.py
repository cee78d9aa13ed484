"""The optional second reader: reports flow in; claims that a language model returned and that stand in the text flow out.

`reader.py` is the page to read first: pieces -> question -> cache or endpoint -> reply -> grounding -> rows and rejections.
`comparison.py` sets the result beside the deterministic reading. Only `endpoint.py` touches the network, and only when it is
called; nothing outside the verb that was given `--model-reader` imports this package, so no model's claim is ever judged.
"""
