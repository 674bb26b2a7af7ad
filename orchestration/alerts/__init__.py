"""What a load found, told to those who have to act: by mail, WeCom, DingTalk, Feishu or webhook.

The way of an alert: `reading` (findings of the snapshot) → `routes` (whose they are) → `events` (what is news to whom,
by `ledger`) → `digest` (what is shown) → `rendering` and `sheet` (words and Excel) → `delivery` through `channels`.
`sending` strings them together after a load; `failure` tells the operator of a load that published nothing.
"""
