{{ config(tags=['departments']) }}

-- What a sum may be made of: printed amounts of the reports that are checked. Nothing derived is ever an operand.
with

amount as (

    select * from {{ ref('int_amount') }}

),

report as (

    select * from {{ ref('int_report') }}

)

select amount.*
from amount
inner join report on amount.document_sha256 = report.document_sha256 and amount.report_key = report.report_key
where not amount.is_derived
