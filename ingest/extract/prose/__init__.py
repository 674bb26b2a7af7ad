"""Sentences: amounts, rates, comparisons, lists and counts told in prose."""
