{{ config(alias='比率') }}

{{ zh_view('fct_rate') }}
