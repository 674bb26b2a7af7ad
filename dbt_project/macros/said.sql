{#-
    Sums that one sentence tells in words: rule, `sentence`, the pattern of a sentence that claims to tell all of it,
    `whole` and `part`, each with the number as its only group, and what one of them counts in (元 a unit, 1 for counts).
    Where `after` is given, parts stand behind it. Where `of_paragraph` is true, the whole may stand a sentence before.
    A list whose parts are less than the whole may leave some out: `all_told` is the pattern of one that cannot, without
    it none can. A new wording is one more entry.
-#}
{% macro said_sums() -%}
{%- set n = '([0-9][0-9,]*[.]?[0-9]*)' -%}
{#- numbers of several kinds, to the end of the sentence or of its clause about money; levels are within each other -#}
{%- set kind = '(?:[^0-9。，；、级]|[^0-9。，；、一二三]级){0,12}[0-9]+个(?:[^0-9。，；、级]|[^0-9。，；、一二三]级){0,10}' -%}
{%- set kinds = '[:：]?' ~ kind ~ '(?:[，、；]' ~ kind ~ ')+(?:[，；](?:涉及|共涉及|资金|金额|预算)[^。]*|[，；][^。个]*|[)）][^。]*)?$' -%}
{%- set apart = '(?:本级|县级|区级)[^。]*(?:上级|专项|转移支付|所属)|新[增建][^。]*(?:延续|续建|结转)|(?:延续|续建|结转)[^。]*新[增建]|常年[^。]*阶段|年初[^。]*年中|人员[^。]*(?:运转|特定目标)' -%}
{#- 付 stands once in what is paid and once in what is not: the paragraph speaks of one sum -#}
{%- set pay = '(?:支付|拨付|付款)[^0-9。，付]{0,6}' -%}
{%- set funds = '(?:资金总额|总投资|合同价款?|合同金额|总资金)[^0-9。，付]{0,6}' -%}
{%- set graded = '[^0-9。，；、优良中差]{0,12}' -%}
{{ return([
    {'rule': 'B21', 'what': '各批之和', 'unit': '元', 'factor': 10000,
     'sentence': '第一批[^。]*万元[^。]*第二批[^。]*万元',
     'whole': '(?:共|合计|总计|总额|项目(?:预算)?资金|(?:预算|补助|专项)资金)[^0-9。，、;:第]{0,10}' ~ n ~ '万元',
     'part': '第[一二三四五六七八九]批[^0-9。]{0,12}' ~ n ~ '万元'},
    {'rule': 'B23', 'what': '已支付与未支付之和', 'unit': '元', 'factor': 10000,
     'sentence': '已(支付|拨付|付款)[^0-9。，]{0,6}[0-9.,]+万元[^。]*(未|尚未|待|剩余)(支付|拨付|付款)[^0-9。，]{0,6}[0-9.,]+万元',
     'whole': '(?:总额|总投资|合同价款?|合同金额|资金总额|项目资金|总资金)[^0-9。，]{0,6}' ~ n ~ '万元',
     'part': '(?:已|未|待|剩余)(?:支付|拨付|付款)[^0-9。，]{0,6}' ~ n ~ '万元'},
    {'rule': 'B23', 'what': '已支付与未支付之和（总额在前）', 'unit': '元', 'factor': 10000, 'of_paragraph': true,
     'sentence': '^[^付]*' ~ funds ~ '[0-9.,]+万元[^付]*。[^付]*已' ~ pay ~ '[0-9.,]+万元[^付]*(未|待|剩余)' ~ pay ~ '[0-9.,]+万元[^付]*$',
     'whole': funds ~ n ~ '万元', 'part': '(?:已|未|待|剩余)' ~ pay ~ n ~ '万元'},
    {'rule': 'B25', 'what': '项目个数', 'unit': '个', 'factor': 1, 'after': '其中',
     'sentence': '项目共?[0-9]+个[^0-9。]{0,6}其中' ~ kinds,
     'whole': '项目共?([0-9]+)个[^0-9。]{0,6}其中', 'part': '([0-9]+)个', 'all_told': apart},
    {'rule': 'B25', 'what': '项目个数', 'unit': '个', 'factor': 1, 'after': '其中',
     'sentence': '[0-9]+个[^0-9。，；]{0,8}项目[^0-9。；]{0,16}其中' ~ kinds,
     'whole': '([0-9]+)个[^0-9。，；]{0,8}项目[^0-9。；]{0,16}其中', 'part': '([0-9]+)个',
     'all_told': apart},
    {'rule': 'C31', 'what': '各等级项目数', 'unit': '个', 'factor': 1, 'of_paragraph': true, 'after': '优',
     'sentence': '优' ~ graded ~ '[0-9]+个?[^0-9。；]{0,6}良' ~ graded ~ '[0-9]+个?',
     'whole': '^(?:.*[^0-9])?([0-9]+)个[^0-9，。、；优良中差]{0,8}项目[^优]*优', 'part': '(?:^|[^其])[优良中差]' ~ graded ~ '([0-9]+)',
     'all_told': '[优良中差]' ~ graded ~ '[0-9]+个?[^0-9。；，、]{0,4}(?:[。；)）]|$)'},
]) }}
{%- endmacro %}

{#-
    Two numbers of which the first is not above the second, each told somewhere in a report. Where `adds` is true, the
    numbers of several paragraphs make the first together (常年项目, 阶段项目); else the largest counts.
-#}
{% macro said_limits() -%}
{%- set n = '([0-9][0-9,]*[.]?[0-9]*)' -%}
{%- set goals = '([0-9]+)个项目(?:均)?(?:编制|设立|制定)了?绩效目标' -%}
{{ return([
    {'rule': 'C30', 'what': '监控与编制目标的项目数', 'unit': '个', 'factor': 1, 'adds': false, 'more': goals,
     'less': '([0-9]+)个项目(?:开展|进行|实施)了?绩效(?:运行)?监控'},
    {'rule': 'C30', 'what': '自评与编制目标的项目数', 'unit': '个', 'factor': 1, 'adds': false, 'more': goals,
     'less': '([0-9]+)个项目(?:开展|进行|实施)了?绩效自评'},
    {'rule': 'C30', 'what': '绩效分析与编制目标的项目数', 'unit': '个', 'factor': 1, 'adds': true, 'more': goals,
     'less': '绩效分析。该类项目总数([0-9]+)个'},
    {'rule': 'B09', 'what': '项目支出所列用途与执行数', 'unit': '元', 'factor': 10000, 'adds': true,
     'more': '项目支出实际支出(?:资金)?' ~ n ~ '万元', 'less': '项目支出实际支出[^。]*(?:。|，)主要用于[^0-9。；，]{2,30}' ~ n ~ '万元'},
]) }}
{%- endmacro %}

{#- The numbers of the sums that sentences tell, in words as printed; the whole is NULL where none is told. -#}
{% macro said_numbers(sentence, paragraph) -%}
{%- for sum in said_sums() %}
{%- set tail = "substr(sentence, position('" ~ sum.after ~ "' in sentence))" if sum.after else 'sentence' %}
{%- for role, printed in (
    ('whole', "nullif(regexp_extract(sentence, '" ~ sum.whole ~ "', 1), '')"),
    ('part', explode(every_match(tail, sum.part))),
) %}
select
    '{{ sum.rule }}' as rule_id,
    '{{ sum.what }}' as what,
    '{{ sum.unit }}' as unit,
    {{ sum.factor }} as factor,
    report_key,
    document_sha256,
    block,
    sentence,
    '{{ role }}' as role,
    {{ printed }} as printed,
    {{ matches('sentence', sum.all_told) if sum.all_told else 'true' }} as is_all_told
from {{ paragraph if sum.of_paragraph else sentence }}
where {{ matches('sentence', sum.sentence) }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro %}

{#- The two numbers of each limit, per report, and half of the last place of the first. -#}
{% macro said_bounds(paragraph) -%}
{%- for limit in said_limits() %}
{%- set less = "regexp_extract(text, '" ~ limit.less ~ "', 1)" %}
select
    '{{ limit.rule }}' as rule_id,
    report_key,
    '{{ limit.what }}' as what,
    '{{ limit.unit }}' as unit,
    {{ limit.factor }} as factor,
    {{ 'sum' if limit.adds else 'max' }}({{ printed_number(less) }}) as less,
    max({{ printed_number("regexp_extract(text, '" ~ limit.more ~ "', 1)") }}) as more,
    max(case when {{ matches('text', limit.less) }} then {{ printed_half(less) }} end) as half_width
from {{ paragraph }}
group by report_key
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro %}
