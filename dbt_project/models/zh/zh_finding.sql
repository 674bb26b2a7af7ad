{{ config(alias='问题清单') }}

{{ zh_view('finding') }}
