-- What one table says of another: every value stands in the other's column of the same name.
{{ unknown_references([
    ('fct_check', 'rule_id', 'dim_rule'),
    ('dim_report', 'county_code', 'dim_county'),
    ('dim_report', 'department_key', 'dim_department'),
]) }}
