{{ config(alias='增减额') }}

{{ zh_view('fct_change') }}
