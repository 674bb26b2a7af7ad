{{ config(alias='收支余额') }}

{{ zh_view('fct_balance') }}
