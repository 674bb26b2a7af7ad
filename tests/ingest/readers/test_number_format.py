"""What Excel prints for a number and its format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import number_format


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (1267.8, "0.00", "1267.80"),
        (1267.8, "General", "1267.8"),
        (171.60999999999999, "General", "171.61"),
        (171.60999999999999, "@", "171.61"),
        (0.1 + 0.2, "General", "0.3"),
        (2013101, "General", "2013101"),
        (12537102.67, "#,##0.00", "12,537,102.67"),
        (1234567, "#,##0", "1,234,567"),
        (0, "#,##0", "0"),
        (0.5, "#.00", ".50"),
        (1.5, "0.0#", "1.5"),
        (1.25, "0.0#", "1.25"),
        (2.0, "0.##", "2"),
        (7, "0000", "0007"),
        (0.7719, "0.00%", "77.19%"),
        (0.6404, "0%", "64%"),
        (2.345, "0.00", "2.35"),
        (-18.85, "0.00", "-18.85"),
        (-0.001, "0.00", "0.00"),
        (-5.5, "#,##0.00;(#,##0.00)", "(5.50)"),
        (-5.5, "0.00_ ;[Red]-0.00 ", "-5.50"),
        (100, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "100.00"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0.00;-0.00;", ""),
        (3, '0"个"', "3个"),
        (5, 'General"万元"', "5万元"),
        (954.81, "G/通用格式", "954.81"),
        (8, "[$¥-804]#,##0.00", "¥8.00"),
        (12678000, "0!.0,", "1267.8"),
        (12678000, '0!.0000"万元"', "1267.8000万元"),
        (12678000, '0.00,"千元"', "12678.00千元"),
        (1e15, "General", "1000000000000000"),
        (0.00001, "General", "0.00001"),
        (0.25, "# ?/?", "0.25"),
        (12345, "0.00E+00", "12345"),
        (44562, "yyyy-mm-dd", "2022-01-01"),
        (44562, 'yyyy"年"m"月"d"日"', "2022年1月1日"),
        (44562, "[$-804]yyyy年m月;@", "2022年1月"),
        (44562.5, "yyyy/m/d h:mm", "2022/1/1 12:00"),
        (0.75, "h:mm:ss", "18:00:00"),
        (1e12, "yyyy-mm-dd", "1000000000000"),
    ],
)
def test_prints_like_the_sheet(value: float, form: str, printed: str) -> None:
    assert number_format.shown(value, form) == printed


def test_days_of_old_macintosh_files_count_from_1904() -> None:
    assert number_format.shown(43100, "yyyy-mm-dd", is_1904=True) == "2022-01-01"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_two_decimals_survive_storage_as_a_float(amount: object) -> None:
    assert number_format.shown(float(str(amount)), "0.00").lstrip("-") == str(amount).lstrip("-")


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,%;"!\\_*@ydmhs[]$年GeneralE+-/ ', max_size=12))
def test_any_format_prints_something(value: float, form: str) -> None:
    assert isinstance(number_format.shown(value, form), str)
