{{ published(ref('history_fct_rate')) }}
