{{ published(ref('history_dim_report')) }}
