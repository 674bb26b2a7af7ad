{{ config(tags=['operands']) }}

with

among_departments as (

    {{ checks(['operand_county', 'operand_peers']) | indent(4) }}

)

select * from {{ ref('operand_of_report') }}

union all

select * from among_departments

union all

-- a report that did not arrive has no row among the reports
select * from {{ ref('operand_expected_report') }}

union all

select * from {{ ref('operand_removed_report') }}
