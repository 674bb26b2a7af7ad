"""Binding figures to concepts. Every figure leaves as a fact, as context with a reason, or as unmapped."""
