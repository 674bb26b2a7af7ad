{{ published(ref('history_fct_budget')) }}
