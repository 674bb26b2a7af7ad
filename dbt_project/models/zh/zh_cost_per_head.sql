{{ config(alias='人均经费') }}

{{ zh_view('analysis_cost_per_head') }}
