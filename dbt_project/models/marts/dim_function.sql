-- Code and name as the year's own reports print them; the class names (3 digits) also by hand, for every year seen.
with

printed as (

    select * from {{ ref('stg_function_name') }}

),

function_class as (

    select * from {{ ref('function_class') }}

),

report as (

    select * from {{ ref('stg_report') }}

),

counted as (

    select
        function_code,
        fiscal_year,
        function_name,
        count(*) as mentions
    from printed
    where length(function_code) in (3, 5, 7)
    group by function_code, fiscal_year, function_name

),

learnt as (

    select
        function_code,
        fiscal_year,
        function_name,
        row_number() over (
            partition by function_code, fiscal_year
            order by mentions desc, function_name
        ) as preference
    from counted

),

years as (

    select distinct fiscal_year from report

),

by_hand as (

    select
        function_class.function_code,
        years.fiscal_year,
        function_class.function_name,
        2 as preference
    from function_class
    cross join years

),

ranked as (

    select
        function_code,
        fiscal_year,
        function_name,
        row_number() over (partition by function_code, fiscal_year order by preference) as preference
    from (
        select * from learnt
        where preference = 1
        union all
        select * from by_hand
    ) as candidates

)

select
    function_code,
    fiscal_year,
    cast(case length(function_code) when 3 then 1 when 5 then 2 else 3 end as integer) as level,
    function_name,
    case when length(function_code) > 3 then left(function_code, length(function_code) - 2) end as parent_code
from ranked
where preference = 1
