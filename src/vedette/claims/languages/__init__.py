"""Reading reports that are not in English: reports flow in, rows of the claims table flow out.

`detection.py` says which language a report is in, `foreign.py` reads it. Russian is read on dependency trees (`russian_*.py`);
Italian, Turkish, Arabic, French, Greek and Romanian by gazetteer, lexicon and order of words (`basic_*.py`), and their claims
are labelled basic. What the languages differ in stands in `tables/`, one file a language; places, countries, classes and kinds
are the same for all, so that claims of several languages meet in one proposition.
"""
