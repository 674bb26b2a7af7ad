{{ config(alias='县区') }}

{{ zh_view('dim_county') }}
