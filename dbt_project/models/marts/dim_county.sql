with

county as (

    select * from {{ ref('county') }}

)

select
    county_code,
    county_name,
    prefecture_name,
    province_name
from county
