"""Files for people and programs that do not read DuckDB: Parquet of the marts, workbooks by county and year."""
