"""Review pages: a static site in Chinese, built from a snapshot, opened from the file system or served.

`site.build_site` is the one entry; what is compared and judged was decided before (`dbt_project`, `expectations`).
"""
