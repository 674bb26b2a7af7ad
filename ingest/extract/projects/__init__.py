"""Names of projects: those a report calls its own, and what a name may be made of."""
