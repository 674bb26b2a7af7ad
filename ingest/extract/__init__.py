"""Binding: figures to concepts. Every figure leaves with a disposition: a fact, a context with a reason, or unmapped."""
