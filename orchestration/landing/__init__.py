"""Landing areas that are not folders: object storage and the web, fetched into the landing folder before each load.

`fetch` goes through all sources, `mirror` keeps what came from one, `object_storage` and `web` know how to ask. What
lies in the landing folder afterwards is for `ingest.landing`, which sees an ordinary folder.
"""
