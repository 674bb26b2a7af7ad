{{ config(alias='经济分类') }}

{{ zh_view('dim_economic_class') }}
