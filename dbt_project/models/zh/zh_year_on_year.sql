{{ config(alias='同比') }}

{{ zh_view('analysis_year_on_year') }}
