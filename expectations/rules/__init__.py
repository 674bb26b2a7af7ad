"""The catalogue of rules as data: one TOML file per chapter, and `catalogue` which reads them.

In every `formula` the left side is the operand `stated` and the right side the operand `expected`; `=` is the relation
`eq`, `≤` the relation `le`. Adding a rule is one entry in a TOML file, one operand in `dbt_project` and one test.

`applies_to` names the report types on which a rule is required. A rule whose operands a type never prints is left out
of that type: it would count as `insufficient_data` in every such report and hide the checks that could have run. A
部门决算 (final accounts) regularly carries the department's self-evaluation as an annex, so rules about self-evaluation
forms apply to it too, unless a rule of its own chapter already says the same about the same figures.

`basis` cites a regulation only once its own text was confirmed; none is so far, and each rule rests on arithmetic.
"""
