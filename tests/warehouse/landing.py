"""The landing area of the end-to-end tests: the bundled samples, the contract's worked example, and bad input."""

from __future__ import annotations

import shutil
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "landing"

WORKED = """且末县档案馆整体支出绩效监控报告

部门单位名称（公章）：且末县档案馆

填报时间：2021年7月5日

二、部门单位年度预算执行情况

我单位 2021 年预算 506.83 万元，实际到位资金 391.2 万元，到位率 77.19%。\
截至 2021 年 6 月底资金执行数 324.56 万元，预算执行率 64.04%。

三、部门单位整体绩效目标情况

1、产出情况

④成本指标：

指标 1：人员保障成本经费，预期指标值：490.28 万元，实际完成值 318.52 万元，指标完成率 64.97%；

指标 2：运转保障成本经费，预期指标值：16.55 万元，实际完成值 6.04，指标完成率 37%；
"""


def _report(department: str, year: int, filed: str, spent: str) -> str:
    return (
        f"{department}{year}年度部门决算\n\n公开日期：{filed}\n\n一、支出决算情况说明\n\n"
        f"{year}年度本年支出合计{spent}万元，其中：基本支出{spent}万元，占100%；项目支出0万元，占0%。\n"
    )


def _write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def build(landing: Path) -> None:
    """Fill `landing`; what should become of each bad file stands in `EXPECTED`."""
    shutil.copytree(SAMPLES, landing)
    county = landing / "652825"
    _write(county / "2021" / "且末县档案馆_绩效监控报告.txt", WORKED)
    twice = _report("且末县水管站", 2022, "2023年9月1日", "88.12")
    _write(county / "2022" / "a_且末县水管站_部门决算.txt", twice)
    _write(county / "2022" / "b_且末县水管站_部门决算.txt", twice)
    _write(county / "2022" / "c_且末县水管站_部门决算.txt", "\n" + twice)
    _write(county / "2022" / "且末县农机站_部门决算_初稿.txt", _report("且末县农机站", 2022, "2023年9月1日", "50.10"))
    _write(county / "2022" / "且末县农机站_部门决算_更正.txt", _report("且末县农机站", 2022, "2023年11月1日", "51.10"))
    _write(county / "2022" / "且末县种子站_部门决算_甲.txt", _report("且末县种子站", 2022, "2023年9月1日", "30.10"))
    _write(county / "2022" / "且末县种子站_部门决算_乙.txt", _report("且末县种子站", 2022, "2023年9月1日", "31.10"))
    _write(county / "2020" / "且末县畜牧站_部门决算.txt", _report("且末县畜牧站", 2022, "2023年9月1日", "20.10"))
    _write(landing / "无此县" / "2022" / "无此县某局_部门决算.txt", _report("无此县某局", 2022, "2023年9月1日", "1.00"))
    _write(landing / "inbox" / "某单位决算.txt", _report("某单位", 2022, "2023年9月1日", "1.00"))
    _write(county / "2022" / "且末县电视台_部门决算.docx", b"PK\x03\x04" + b"\x00" * 64)
    _write(county / "2022" / "且末县图书馆_部门决算.pdf", b"%PDF-1.7\n%%EOF\n")


#: source path → (state, reason code) of every file that is no plainly loaded report.
EXPECTED: dict[str, tuple[str, str | None]] = {
    "430423/2023/关于2023年国庆节放假安排的通知.txt": ("rejected", "not_a_report"),
    "530624/2022/大关县水务局_2022年度部门决算.docx": ("rejected", "empty_file"),
    "652825/2022/b_且末县水管站_部门决算.txt": ("rejected", "duplicate_file"),
    "652825/2022/c_且末县水管站_部门决算.txt": ("rejected", "duplicate_content"),
    "652825/2022/且末县农机站_部门决算_初稿.txt": ("loaded", "superseded"),
    "652825/2022/且末县种子站_部门决算_甲.txt": ("held", "ambiguous_revision"),
    "652825/2022/且末县种子站_部门决算_乙.txt": ("held", "ambiguous_revision"),
    "652825/2020/且末县畜牧站_部门决算.txt": ("held", "year_contradiction"),
    "无此县/2022/无此县某局_部门决算.txt": ("held", "unknown_county"),
    "inbox/某单位决算.txt": ("held", "unknown_county"),
    "652825/2022/且末县电视台_部门决算.docx": ("rejected", "truncated_file"),
    "652825/2022/且末县图书馆_部门决算.pdf": ("rejected", "unreadable_file"),
}
