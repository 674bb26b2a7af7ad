{{ config(alias='load') }}

with

loads as (

    select * from {{ ref('stg_load') }}

)

select * from loads
