"""AIS sentences in bulk: bytes flow in, columns flow out, and no Python object is made for a row.

spans -> scanning (tag blocks, sentences, time lines) -> messages -> joining -> hearing -> fates -> names -> rows, and `reading` knows
the order. Each of these loops is plain Python over numpy records that `vedette.engine.compiled` turns into machine code when there is
enough to read.
"""
