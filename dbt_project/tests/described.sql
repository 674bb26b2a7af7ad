-- Every published table and column says what it is, in Chinese too, and in which unit.
{{ undescribed() }}
