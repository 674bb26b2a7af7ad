{{ published(ref('history_fct_change')) }}
