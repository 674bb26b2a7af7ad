"""Polars pipelines from facts as printed to the clean tables of `ingest.records`: LazyFrame in, LazyFrame out."""
