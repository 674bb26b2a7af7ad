{#-
    What should not stand in a report, as regular expressions over one paragraph: rule, pattern, `unless`, the words in
    the same paragraph that make it harmless, and `beside`, patterns that must all stand somewhere in the report for it
    to matter. A new wording is one more entry.
-#}
{% macro wordings() -%}
{%- set money = '[0-9][0-9,]*[.]?[0-9]*' -%}
{{ return([
    {'rule': 'A08', 'pattern': '[×✕]{2,}|X{2,}(年|月|县|局|万|元|单位|部门)|(^|[^0-9])(20|202)[_＿]+年|待填|待补充'},
    {'rule': 'A08', 'pattern': '增加[(（]减少[)）]|增长[(（]下降[)）]|[(（]增加/减少[)）]|增加/减少|[^额率幅]增[(（]减[)）][0-9]|大小于|大于[(（]小于[)）]'},
    {'rule': 'A09', 'pattern': '元元|原因原因|年年度|万元万元|增加增加|减少减少|预算预算|决算决算|。。|，，|、、|；；|%%'},
    {'rule': 'A10', 'pattern': '[0-9]%(万元|元)|[0-9][.][0-9]{2} ?万[，,。；;、]'},
    {'rule': 'A11', 'pattern': '(占比?|增长|下降)[0-9]{1,3}[.][0-9]{1,2}[，,。；;、]'},
    {'rule': 'A14', 'pattern': '住房公积金[^。；:：]{0,12}[:：]?(反映|指|是指)[^。；]*(养老保险|医疗保险)'},
    {'rule': 'A14', 'pattern': '养老保险缴费支出[^。；:：]{0,16}[:：]?(反映|指|是指)[^。；]*(住房公积金|医疗保险)'},
    {'rule': 'A14', 'pattern': '(行政|事业)单位医疗[^。；:：]{0,16}[:：]?(反映|指|是指)[^。；]*(住房公积金|养老保险)'},
    {'rule': 'A14', 'pattern': '住房公积金[(（]项[)）][^；类款]{0,60}用于[^。；，]{0,12}(养老保险|医疗保险)'},
    {'rule': 'A14', 'pattern': '养老保险缴费支出[(（]项[)）][^；类款]{0,60}用于[^。；，]{0,12}(住房公积金|医疗保险)'},
    {'rule': 'A14', 'pattern': '(行政|事业)单位医疗[(（]项[)）][^；类款]{0,60}用于[^。；，]{0,12}(住房公积金|养老保险)'},
    {'rule': 'A19', 'pattern': '(支出|收入|预算数|决算数|执行数|资金)(为|是|共)?([0-9]+[.][0-9]+|[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?)[，。；]',
     'beside': ['[0-9]元', '[0-9]万元']},
    {'rule': 'A20', 'pattern': '。[^。]{12,80}[，、][^。，、；:]{1,12}[一-龥]$'},
    {'rule': 'D22', 'pattern': '完成[^，。；]{0,6}预算的?100([.]0+)?%[^。；]{0,20}(大于|小于|高于|低于)[^。；]{0,6}预算'},
    {'rule': 'D25', 'pattern': '比?(上年|去年|20[0-9]{2}年度?)[^。；]{0,30}(增加|减少)' ~ money ~ '万?元',
     'unless': '原因|主要是|由于|因为|因|系|用于|所致|变化|支出[^。]*减少'},
    {'rule': 'E10', 'pattern': '国内(公务接待|来访)[^。；]{0,30}(其中|包括)[^。；内]{0,6}外事接待[^0-9。；]{0,8}(0[.]0*)?[1-9]'},
]) }}
{%- endmacro %}

{#- What explains a rate or a change, and what speaks of funds not paid, anywhere in a report. -#}
{% macro said_patterns() -%}
{{ return({
    'says_added': '追加|结转|调增|调整预算|预算调整|上级专项|年中下达|年中补',
    'says_adjusted': '追加|结转|调增|调减|调整|年中|补发|压减|收回',
    'says_otherwise_adjusted': '调减|核减|收回|压减|调剂|调增|结转|统筹',
    'says_why': '偏离|偏差|原因|滞后|由于|因为|受[^。；]{0,12}影响|余款|结余|尚未([^开]|开工|开始)|流标|废标|未(开工|完工|验收|实施)|待[^，。；]{1,8}后|未[到达]([^监节规考时年期]|$)',
    'says_all_paid': '(资金|款项|经费)[^，。；未]{0,6}(已全部|全部已|均已|已全额|全额)(拨付|支付|支出)',
    'says_unpaid': '(资金|款项|经费|尾款)[^，。；]{0,8}(未拨付|未支付|未能支付|尚未支付|尚未拨付|未到位)',
    'says_survey': '问卷|调查|走访|测评|访谈|回访|抽样|座谈|电话',
}) }}
{%- endmacro %}

{#- Every paragraph in which one of the wordings stands, with what stands around it. -#}
{% macro wording_hits(paragraph) -%}
{%- for wording in wordings() -%}
select
    '{{ wording.rule }}' as rule_id,
    report_key,
    document_sha256,
    block,
    regexp_extract(text, '.{0,12}({{ wording.pattern }}).{0,8}', 0) as excerpt
from {{ paragraph }}
where {{ matches('text', wording.pattern) }}
{%- if wording.unless %} and not {{ matches('text', wording.unless) }}{% endif %}
{%- for other in wording.beside or [] %}
    and report_key in (select report_key from {{ paragraph }} where {{ matches('text', other) }})
{%- endfor %}
{{ 'union all' if not loop.last }}
{% endfor -%}
{%- endmacro %}

{#- One column per said pattern: whether any block of a group says it, as 0 or 1. -#}
{% macro said_columns(text) -%}
{%- for name, pattern in said_patterns().items() -%}
coalesce(max(case when {{ matches(text, pattern) }} then 1 else 0 end), 0) as {{ name }}{{ ',\n' if not loop.last }}
{%- endfor -%}
{%- endmacro %}
