-- A16: a fact printed several times, every other value against the main one; A18: prose against table; E03: of 三公.
with

mention as (

    select * from {{ ref('int_same_fact') }}

),

counted as (

    select
        *,
        count(*) over (partition by document_sha256, same_fact, value) as value_count
    from mention

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_sha256, same_fact
            order by {{ main_mention_order() }}
        ) as preference,
        -- of several mentions of one value, the one printed most coarsely decides how far it may lie off
        row_number() over (
            partition by document_sha256, same_fact, value
            order by printed_half_width desc, sequence, figure_id
        ) as value_preference,
        count(*) over (partition by document_sha256, same_fact) as mentions
    from counted

),

main as (

    select * from ranked
    where preference = 1 and mentions >= 2

),

values_held as (

    select
        document_sha256,
        same_fact,
        count(distinct value) as distinct_values
    from ranked
    group by document_sha256, same_fact

),

-- where every mention agrees, one row says so
agreed as (

    select
        -- prose and table together make it a comparison of the two
        case
            when main.rule_across = 'E03' or min(ranked.origin) <> max(ranked.origin) then main.rule_across
            else 'A16'
        end as rule_id,
        main.report_key,
        main.subject,
        main.value as stated,
        main.value as expected,
        main.printed_half_width * 2 as tolerance,
        false as is_cut,
        main.unit,
        {{ collect_distinct('ranked.figure_id') }} as figure_ids
    from main
    inner join values_held
        on main.document_sha256 = values_held.document_sha256 and main.same_fact = values_held.same_fact
    inner join ranked on main.document_sha256 = ranked.document_sha256 and main.same_fact = ranked.same_fact
    where values_held.distinct_values = 1
    group by
        main.rule_across, main.report_key, main.subject, main.same_fact, main.value, main.printed_half_width, main.unit

),

other as (

    select
        case
            when main.rule_across = 'E03' or main.origin <> ranked.origin then main.rule_across
            else 'A16'
        end as rule_id,
        main.report_key,
        main.subject || '：' || main.label || ' 与 ' || ranked.label as subject,
        ranked.value as stated,
        main.value as expected,
        main.printed_half_width + ranked.printed_half_width as tolerance,
        -- the finer value cut off at the coarser one's last place is the coarser value
        case
            when main.printed_half_width > ranked.printed_half_width
                then
                    floor(round(ranked.value / (2 * main.printed_half_width), 6)) * 2 * main.printed_half_width
                    = main.value
            when main.printed_half_width < ranked.printed_half_width
                then
                    floor(round(main.value / (2 * ranked.printed_half_width), 6)) * 2 * ranked.printed_half_width
                    = ranked.value
            else false
        end as is_cut,
        main.unit,
        {{ list_of(['main.figure_id', 'ranked.figure_id']) }} as figure_ids
    from main
    inner join ranked
        on main.document_sha256 = ranked.document_sha256 and main.same_fact = ranked.same_fact
    where ranked.value_preference = 1 and ranked.value <> main.value

),

compared as (

    select * from agreed
    union all
    select * from other

)

select
    rule_id,
    report_key,
    subject,
    'eq' as relation,
    {{ exact('stated') }} as stated,
    {{ exact('expected') }} as expected,
    {{ exact('case when is_cut then greatest(tolerance, abs(stated - expected)) else tolerance end') }} as tolerance,
    unit,
    true as is_ready,
    coalesce(is_cut and abs(stated - expected) > tolerance, false) as is_truncated,
    figure_ids
from compared
