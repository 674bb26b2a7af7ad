"""Reports made from true facts: what a department's year is, in which words and tables it says so, in which format.

Reading them back is `ingest.readers` and `ingest.extract`; nothing here knows how they read. Wordings and names are
rows of the CSV files beside the modules.
"""
