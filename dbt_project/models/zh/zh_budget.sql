{{ config(alias='预算') }}

{{ zh_view('fct_budget') }}
