{{ config(alias='支出') }}

{{ zh_view('fct_spending') }}
