-- The keys of what the first phase builds; those of the second are in keys.sql.
{{ repeated_keys({
    'word': ['domain', 'code'],
    'int_amount': ['document_sha256', 'fact_key'],
    'int_indicator': ['document_sha256', 'indicator_key'],
    'int_report': ['report_key'],
    'operand': ['check_key'],
}) }}
