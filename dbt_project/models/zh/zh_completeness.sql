{{ config(alias='报送情况') }}

{{ zh_view('completeness') }}
