{{ config(alias='功能分类') }}

{{ zh_view('dim_function') }}
