{{ config(alias='同类排位') }}

{{ zh_view('analysis_peer_percentile') }}
