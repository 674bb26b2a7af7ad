{{ config(alias='规则') }}

{{ zh_view('dim_rule') }}
