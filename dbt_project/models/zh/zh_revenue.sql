{{ config(alias='收入') }}

{{ zh_view('fct_revenue') }}
