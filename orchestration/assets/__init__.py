"""The assets of the graph, one module each: raw, extracted, clean, warehouse, published.

Bodies are a few lines that hand a partition to one function; the work itself is in `ingest`, `dbt_project`,
`expectations` and the neighbouring modules of `orchestration`.
"""
