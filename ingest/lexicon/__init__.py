"""Wordings as data: each CSV here maps printed words to concepts, `lexicon.py` loads and checks them."""
