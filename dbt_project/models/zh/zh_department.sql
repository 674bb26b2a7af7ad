{{ config(alias='部门') }}

{{ zh_view('dim_department') }}
