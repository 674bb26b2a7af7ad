{{ config(tags=['operands']) }}

-- How much there is of each county and year beside what the last published load had, for the guards of the marts. A
-- share is computed only where it says something: of facts while no document went away, and where there are enough of
-- them that one revised report does not decide it.
with

document as (

    select distinct
        county_code,
        fiscal_year,
        sha256
    from {{ ref('stg_document') }}
    where state = 'loaded'

),

report as (

    select * from {{ ref('stg_report') }}

),

fact as (

    select document_sha256 from {{ ref('int_amount') }}
    union all
    select document_sha256 from {{ ref('int_rate') }}
    union all
    select document_sha256 from {{ ref('int_indicator') }}
    union all
    select document_sha256 from {{ ref('int_statistic') }}

),

read_document as (

    select
        document_sha256,
        max(recorded_at) as recorded_at
    from report
    group by document_sha256

),

facts_of as (

    select
        document_sha256,
        count(*) as facts
    from fact
    group by document_sha256

),

present as (

    select
        document.county_code,
        document.fiscal_year,
        count(*) as documents,
        count(case when read_document.document_sha256 is null then 1 end) as documents_missing,
        coalesce(sum(facts_of.facts), 0) as facts,
        max(read_document.recorded_at) as recorded_at,
        count(case when read_document.recorded_at > {{ load_instant() }} then 1 end) as reports_ahead
    from document
    left join read_document on document.sha256 = read_document.document_sha256
    left join facts_of on document.sha256 = facts_of.document_sha256
    group by document.county_code, document.fiscal_year

),

previous as (

    select * from {{ ref('stg_previous_volume') }}

)

select
    coalesce(present.county_code, previous.county_code) as county_code,
    coalesce(present.fiscal_year, previous.fiscal_year) as fiscal_year,
    coalesce(present.documents, 0) as documents,
    coalesce(present.documents_missing, 0) as documents_missing,
    cast(coalesce(present.facts, 0) as bigint) as facts,
    previous.documents as previous_documents,
    previous.facts as previous_facts,
    cast(100 * coalesce(present.documents, 0) / cast(nullif(previous.documents, 0) as double) as decimal(12, 4))
        as documents_kept_pct,
    case
        when previous.documents >= 10 and coalesce(present.documents, 0) >= previous.documents
            then cast(
                100 * coalesce(present.facts, 0) / cast(nullif(previous.facts, 0) as double) as decimal(12, 4)
            )
    end as facts_kept_pct,
    cast({{ datediff(
        'max(present.recorded_at) over (partition by present.county_code)', load_instant(), 'day'
    ) }} as bigint) as days_since_report,
    coalesce(present.reports_ahead, 0) as reports_ahead
from present
full outer join previous
    on present.county_code = previous.county_code and present.fiscal_year = previous.fiscal_year
where coalesce(present.documents, 0) > 0 or previous.documents > 0
