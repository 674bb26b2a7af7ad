{{ config(alias='报告') }}

{{ zh_view('dim_report') }}
