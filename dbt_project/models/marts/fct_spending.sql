{{ published(ref('history_fct_spending')) }}
