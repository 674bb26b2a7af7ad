"""Whose report a document is, and of what kind and period."""
