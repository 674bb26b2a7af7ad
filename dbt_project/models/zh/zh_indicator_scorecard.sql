{{ config(alias='指标得分卡') }}

{{ zh_view('analysis_indicator_scorecard') }}
