"""Tables out: one module per format, each with a function ``export_*(table name, frame) -> bytes``; `registry` lists them."""
