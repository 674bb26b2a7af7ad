{{ config(alias='统计') }}

{{ zh_view('fct_statistic') }}
