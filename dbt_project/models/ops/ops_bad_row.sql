{{ config(alias='bad_row') }}

select
    file,
    line,
    reason
from {{ ref('stg_bad_row') }}
