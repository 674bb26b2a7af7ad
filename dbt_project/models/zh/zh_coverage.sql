{{ config(alias='校验覆盖') }}

{{ zh_view('coverage') }}
