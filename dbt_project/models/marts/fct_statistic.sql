{{ published(ref('history_fct_statistic')) }}
