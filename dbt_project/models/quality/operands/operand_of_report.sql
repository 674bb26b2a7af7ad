{{ config(tags=['departments']) }}

-- Every comparison within a report or with the other reports of its department.
{{ checks([
    'operand_execution',
    'operand_budget',
    'operand_indicator',
    'operand_count',
    'operand_cost',
    'operand_form',
    'operand_final_accounts',
    'operand_change',
    'operand_share',
    'operand_three_public',
    'operand_repeated',
    'operand_reading',
    'operand_identity',
    'operand_breakdown',
    'operand_pair',
    'operand_text',
    'operand_document',
    'operand_explained',
    'operand_conclusion',
    'operand_target',
    'operand_mark',
    'operand_across',
    'operand_said',
    'operand_table',
]) }}
