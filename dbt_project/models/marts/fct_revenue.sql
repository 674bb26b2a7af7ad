{{ published(ref('history_fct_revenue')) }}
