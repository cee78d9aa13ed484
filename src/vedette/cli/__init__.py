"""The command line: one module per group of verbs; nothing heavy is imported before a verb runs.

Data goes to stdout, messages and progress to stderr. Exit codes: 0 ok, 1 failure, 2 usage, 3 partial, 4 a ``--fail-on``
condition met, 130 interrupted.
"""
