{{ config(alias='绩效指标') }}

{{ zh_view('fct_indicator') }}
