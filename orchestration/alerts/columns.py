"""The columns of the answer sheet, shared by who writes it and who reads it back."""

from __future__ import annotations

KEY, CHECK = "问题编号", "校验码"
REASON, BY, UNTIL = "出错说明", "说明人", "有效期"
#: Filled in by the department; the sheet shows them in another colour.
ANSWERS = (REASON, BY, UNTIL)

#: Header and width in characters, in order.
WIDTHS = {
    "程度": 6,
    "状态": 10,
    "问题": 26,
    "报告数": 14,
    "应有数": 14,
    "差额": 14,
    "原文": 40,
    "请部门核实": 34,
    REASON: 34,
    BY: 9,
    UNTIL: 12,
    "首次发现": 11,
    "规则": 24,
    "文件": 30,
    KEY: 12,
    CHECK: 14,
}
#: What is printed ends here.
LAST_PRINTED = "规则"
#: The first sheet says how to answer; it holds no findings.
GUIDE = "填写说明"
