with

economic_class as (

    select * from {{ ref('economic_class') }}

)

select
    economic_code,
    economic_name,
    economic_group as {{ adapter.quote('group') }}
from economic_class
