-- Every printed percentage beside the amounts of its own report it may be made of, once for each denominator that its
-- words allow.
with

rate as (

    select * from {{ ref('stg_rate') }}

),

amount as (

    select * from {{ ref('int_amount') }}

),

-- a budget that grew is printed more than once: 预算 300 万元 … 预算指标 340 万元（含追加 40 万元）, 执行率 50%
whole as (

    select
        mention.*,
        amount.figure_id is not null as is_main
    from {{ ref('int_amount_mention') }} as mention
    left join amount on mention.figure_id = amount.figure_id and mention.fact_key = amount.fact_key

),

-- what else the whole may be that was spent: all income of the year, which no word calls a budget (收入总计 500 万元 …
-- 预算执行率 96%), and a budget with what was added to it (预算 462 万元，追加 86 万元)
all_there_is as (

    select
        document_sha256,
        fiscal_year,
        cast(null as varchar) as stage,
        figure_id,
        amount_yuan,
        half_width
    from amount
    where
        measure = 'revenue'
        and stage = 'executed'
        and item in ('total', 'grand_total')
        and funding_source = 'all'
        and not is_derived

    union all

    select
        budget.document_sha256,
        budget.fiscal_year,
        'adjusted' as stage,
        budget.figure_id,
        cast(budget.amount_yuan + added.amount_yuan as decimal(20, 2)) as amount_yuan,
        budget.half_width + added.half_width as half_width
    from amount as budget
    inner join amount as added
        on
            {{ same_columns('budget', 'added',
                ['document_sha256', 'fiscal_year', 'measure', 'funding_source', 'item']) }}
    where
        budget.measure = 'budget'
        and budget.stage in ('initial', 'approved')
        and budget.classification = 'total'
        and budget.item = 'total'
        and budget.funding_source = 'all'
        and added.classification = 'supplementary'
        and added.stage = 'approved'

),

identified as (

    select
        *,
        {{ item_identity('item_code', 'item_name') }} as item,
        case
            when denominator_item_code is null and coalesce(denominator_classification, classification) = classification
                then {{ item_identity('item_code', 'item_name') }}
            else coalesce(denominator_item_code, '')
        end as denominator_item,
        -- a growth rate's numerator may be given as the change; the measure itself is the denominator's
        case
            when rate_kind <> 'year_on_year' then numerator_measure
            when denominator_measure is not null and denominator_measure <> 'change' then denominator_measure
            when numerator_measure = 'change' then numerator_stage
            else numerator_measure
        end as measure,
        case
            when rate_kind = 'year_on_year' and numerator_measure = 'change' then denominator_stage
            else numerator_stage
        end as measure_stage,
        -- 完成预算 without a qualifier: the department may mean any of its budgets
        rate_kind in ('execution', 'received') and basis = 'approved' as is_open_basis
    from rate
    where reported_pct is not null

),

-- 收、支总计 of the accounts stands among the amounts as the grand total of income or of the balance
placed as (

    select
        *,
        rate_kind = 'year_on_year'
        and classification = 'total'
        and item = 'total'
        and measure in ('revenue', 'balance') as is_grand_total
    from identified

),

numbered as (

    select
        *,
        case when is_grand_total then measure else classification end as amount_classification,
        case when is_grand_total then 'grand_total' else item end as amount_item,
        row_number() over (order by document_sha256, sequence, figure_id) as mention_no
    from placed

),

numerator as (

    select
        numbered.mention_no,
        amount.figure_id,
        amount.amount_yuan,
        amount.half_width,
        amount.unit
    from numbered
    inner join amount
        on
            numbered.document_sha256 = amount.document_sha256
            and numbered.measure = amount.measure
            and numbered.measure_stage is not distinct from amount.stage
            and numbered.fiscal_year = amount.fiscal_year
            and numbered.amount_classification = amount.classification
            and numbered.amount_item = amount.item
            and numbered.funding_source = amount.funding_source
            and amount.parent = ''

),

change as (

    select
        numbered.mention_no,
        amount.figure_id,
        amount.amount_yuan,
        amount.half_width,
        amount.unit
    from numbered
    inner join amount
        on
            numbered.document_sha256 = amount.document_sha256
            and amount.measure = 'change'
            and numbered.measure = amount.change_measure
            and (
                amount.change_stage is null
                or numbered.measure_stage is null
                or numbered.measure_stage = amount.change_stage
            )
            and numbered.fiscal_year = amount.fiscal_year
            and numbered.amount_classification = amount.classification
            and numbered.amount_item = amount.item
            and numbered.funding_source = amount.funding_source
    where numbered.rate_kind = 'year_on_year'

),

denominator as (

    select
        numbered.mention_no,
        amount.stage,
        amount.figure_id,
        amount.amount_yuan,
        amount.half_width,
        amount.is_derived,
        amount.is_main
    from numbered
    inner join whole as amount
        on
            numbered.document_sha256 = amount.document_sha256
            and coalesce(numbered.denominator_measure, numbered.measure) = amount.measure
            and (
                coalesce(numbered.denominator_stage, numbered.measure_stage) is not distinct from amount.stage
                or (
                    numbered.is_open_basis
                    and amount.measure = 'budget'
                    and not (amount.stage = 'received' and numbered.rate_kind = 'received')
                )
            )
            and coalesce(numbered.denominator_fiscal_year, numbered.fiscal_year) = amount.fiscal_year
            and case
                when numbered.is_grand_total then numbered.amount_classification
                else coalesce(numbered.denominator_classification, numbered.classification)
            end = amount.classification
            and (
                case when numbered.is_grand_total then numbered.amount_item else numbered.denominator_item end
                = amount.item
                -- 总计 2,330 万元；本年收入合计 2,284 万元，其中：… 占 1.05%: a share of income may be of either
                or (
                    numbered.rate_kind = 'share'
                    and numbered.classification = 'revenue'
                    and numbered.denominator_item in ('grand_total', 'total')
                    and amount.item in ('grand_total', 'total')
                )
            )
            and coalesce(numbered.denominator_funding_source, numbered.funding_source) = amount.funding_source
            and amount.parent = ''
            and (
                amount.is_main or (numbered.is_open_basis and amount.measure = 'budget' and not amount.is_derived)
            )

    union all

    select
        numbered.mention_no,
        all_there_is.stage,
        all_there_is.figure_id,
        all_there_is.amount_yuan,
        all_there_is.half_width,
        false as is_derived,
        false as is_main
    from numbered
    inner join all_there_is
        on
            numbered.document_sha256 = all_there_is.document_sha256
            and numbered.fiscal_year = all_there_is.fiscal_year
            and numbered.classification = 'total'
            and numbered.item = 'total'
            and numbered.funding_source = 'all'
            and numbered.is_open_basis
            and (numbered.rate_kind = 'execution' or all_there_is.stage = 'adjusted')

),

paired as (

    select
        numbered.*,
        numerator.figure_id as numerator_figure_id,
        change.figure_id as change_figure_id,
        denominator.figure_id as denominator_figure_id,
        denominator.stage as candidate_stage,
        coalesce(denominator.is_main, true) as is_main_denominator,
        -- last year's amount behind a change that is printed in another unit than this year's
        coalesce(
            denominator.amount_yuan,
            case
                when change.unit <> numerator.unit
                    then cast(numerator.amount_yuan - change.amount_yuan as decimal(20, 2))
            end
        ) as denominator_yuan,
        coalesce(denominator.half_width, numerator.half_width + change.half_width) as denominator_half_width,
        coalesce(denominator.is_derived, change.unit <> numerator.unit) as is_denominator_derived,
        -- last year's amount is this year's less the growth, which was cut off: it may be smaller by as much
        case
            when change.amount_yuan > 0 and coalesce(denominator.is_derived, change.unit <> numerator.unit)
                then 2 * change.half_width
            else 0
        end as cut_below_yuan,
        -- growth without a printed change is this year's amount over last year's, less the 100 % of last year
        case
            when numbered.rate_kind = 'year_on_year'
                then coalesce(change.amount_yuan, numerator.amount_yuan - denominator.amount_yuan)
            else numerator.amount_yuan
        end as numerator_yuan,
        coalesce(change.amount_yuan, numerator.amount_yuan) as top_yuan,
        coalesce(change.half_width, numerator.half_width) as top_half_width,
        case when numbered.rate_kind = 'year_on_year' and change.amount_yuan is null then 100 else 0 end as offset_pct
    from numbered
    left join numerator on numbered.mention_no = numerator.mention_no
    left join change on numbered.mention_no = change.mention_no
    left join denominator on numbered.mention_no = denominator.mention_no

)

select * from paired
