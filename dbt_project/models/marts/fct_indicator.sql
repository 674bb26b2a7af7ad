{{ published(ref('history_fct_indicator')) }}
