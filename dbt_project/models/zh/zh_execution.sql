{{ config(alias='执行情况') }}

{{ zh_view('analysis_execution') }}
