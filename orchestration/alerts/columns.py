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
#: Sheets without findings: how to answer, which comes first; files that gave no facts; messages that were given up.
GUIDE, FILES, UNDELIVERED = "填写说明", "未能入库的文件", "未送达的简报"
#: Their headers and widths.
FILE_WIDTHS = {"县区": 14, "文件": 70, "原因": 44, "请处理": 44}
UNDELIVERED_WIDTHS = {"收件人": 20, "简报编号": 14, "次数": 8, "最后一次的答复": 90}
