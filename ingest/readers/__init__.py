"""Readers: the bytes of one file → an `ingest.document.Document`; the way in is `ingest.readers.reading.read`.

One module per format, and what several formats share: `charset` (bytes → text), `sniff` (what the bytes are),
`archive` (parts of a zipped Office file), `compound` (streams of an old binary Office file), `grid` (rows → Table),
`number_format` (a stored number → what the sheet prints). Nothing here knows what a report says.
"""
