"""Indicators told in prose, and how one side of an indicator is read wherever it stands."""
