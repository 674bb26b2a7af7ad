{{ published(ref('history_fct_balance')) }}
