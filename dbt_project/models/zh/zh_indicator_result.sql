{{ config(alias='指标完成') }}

{{ zh_view('analysis_indicator_result') }}
