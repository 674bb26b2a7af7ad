-- Facts one of whose mentions stands in an open finding.
with

finding as (

    select * from {{ ref('finding') }}

),

amount as (

    select * from {{ ref('int_amount_mention') }}

),

rate as (

    select * from {{ ref('int_rate_mention') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

indicator as (

    select * from {{ ref('int_indicator') }}

),

open_figure as (

    select distinct {{ explode('figure_ids') }} as figure_id
    from finding
    where state = 'open'

),

mention as (

    select
        document_sha256,
        fact_key,
        figure_id
    from amount

    union all

    select
        document_sha256,
        fact_key,
        figure_id
    from rate

    union all

    select
        document_sha256,
        fact_key,
        figure_id
    from statistic

    union all

    select
        document_sha256,
        indicator_key as fact_key,
        {{ explode(list_of([
            'figure_id', 'target_figure_id', 'actual_figure_id', 'completion_figure_id', 'weight_figure_id',
            'score_figure_id',
        ])) }} as figure_id
    from indicator

)

select distinct
    mention.document_sha256,
    mention.fact_key
from mention
inner join open_figure on mention.figure_id = open_figure.figure_id
