"""From findings to a verdict with its reasons: `judge` is the page to read first, `verdict_rules` the table that decides."""
