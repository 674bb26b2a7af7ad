"""The charts of the pages: Vega-Lite specifications by Altair, drawn in the reader's browser.

Measured on two shared cores: vl-convert takes 65 ms of processor time for an SVG, so that the two to four charts of
each of 6,700 departments (20,000 reports) would take half an hour. So the specifications are made once per site, a page
holds only its rows, and Vega comes with the site as one file. Vega runs without `eval` (its own interpreter), so that
the pages can forbid it; it draws SVG, which prints sharply.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from typing import Any

FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
COLOURS = ("#1f4e79", "#8aa4bf", "#b7791f", "#5f8575", "#9a5b6f", "#6b7a8f", "#c2a878", "#7a9cc6")
#: Charts with a line per value of a field: as high as there are such lines, which the page counts.
_HEIGHTS = {"completion": {"lines": "name", "step": 18}, "shares": {"lines": "year", "step": 34}}
SEVERITIES = {"错误": "#b3261e", "疑点": "#b7791f", "提示": "#5b7aa6"}


def vega_name() -> str:
    """Return the name of the file with Vega, which tells its version: it need not be made again."""
    return f"vega-{version('vl-convert-python')}.js"


@cache
def vega() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script, as vl-convert brings them; a second of processor time."""
    import vl_convert

    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")


def specifications_script() -> str:
    """Return the script that tells the pages what each chart is."""
    text = json.dumps(specifications(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'"use strict";\nwindow.CHARTS = {text};\n'


def specifications() -> dict[str, Any]:
    """Return each chart by its name, without its rows."""
    import altair as alt

    empty, once = alt.Data(values=[]), alt.Data(values=[{}])
    year = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))

    whole = alt.Axis(tickCount={"expr": "min(5, domain('y')[1])"}, format="d")

    def colour(field: str, title: str | None = None, **more: Any) -> alt.Color:
        return alt.Color(field, title=title, sort=None, legend=alt.Legend(orient="bottom", columns=4), **more)

    money = (
        alt.Chart(empty)
        .mark_bar()
        .encode(
            x=year,
            xOffset=alt.XOffset("kind:N", sort=None),
            y=alt.Y("wan:Q", title="万元"),
            color=colour("kind:N"),
            tooltip=[alt.Tooltip("year:O", title="年度"), alt.Tooltip("kind:N", title="项目"),
                     alt.Tooltip("wan:Q", title="万元", format=",.2f")],
        )
    )  # fmt: skip
    schedule = alt.layer(
        alt.Chart(once)
        .mark_rule(color="#8a949e", strokeDash=[4, 3])
        .encode(x=alt.datum(0), y=alt.datum(0), x2=alt.datum(12), y2=alt.datum(100)),
        alt.Chart(empty)
        .mark_point(filled=True, size=70, opacity=0.85)
        .encode(
            x=alt.X("month:Q", title="截至月份", scale=alt.Scale(domain=[0, 12.4]), axis=alt.Axis(tickCount=6)),
            y=alt.Y("pct:Q", title="预算执行率 %", scale=alt.Scale(zero=True)),
            color=colour("year:N"),
            tooltip=[alt.Tooltip("name:N", title="报告"), alt.Tooltip("year:N", title="年度"),
                     alt.Tooltip("month:Q", title="截至月份"), alt.Tooltip("pct:Q", title="执行率 %", format=".2f")],
        ),
    )  # fmt: skip
    shares = (
        alt.Chart(empty)
        .mark_bar()
        .encode(
            y=alt.Y("year:O", title=None),
            x=alt.X("wan:Q", title="占比", stack="normalize", axis=alt.Axis(format="%", tickCount=5)),
            color=colour("item:N"),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("year:O", title="年度"), alt.Tooltip("item:N", title="科目"),
                     alt.Tooltip("wan:Q", title="万元", format=",.2f")],
        )
    )  # fmt: skip
    completion = alt.layer(
        alt.Chart(once).mark_rule(color="#8a949e", strokeDash=[4, 3]).encode(x=alt.datum(100)),
        alt.Chart(empty)
        .mark_point(filled=True, size=60)
        .encode(
            x=alt.X("pct:Q", title="完成率 %（最多画到 200）", scale=alt.Scale(domainMin=0),
                    axis=alt.Axis(tickCount=6)),
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=150)),
            color=colour("year:N"),
            tooltip=[alt.Tooltip("name:N", title="指标"), alt.Tooltip("year:N", title="年度"),
                     alt.Tooltip("shown:N", title="完成率 %")],
        ),
    )  # fmt: skip
    over_time = (
        alt.Chart(empty)
        .mark_bar(size={"expr": "min(44, 0.8 * bandwidth('x'))"})
        .encode(
            x=alt.X("day:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("findings:Q", title="首次发现的问题", axis=whole),
            color=colour("severity:N", scale=alt.Scale(domain=[*SEVERITIES], range=[*SEVERITIES.values()])),
            tooltip=[alt.Tooltip("day:O", title="日期"), alt.Tooltip("severity:N", title="程度"),
                     alt.Tooltip("findings:Q", title="问题")],
        )
    )  # fmt: skip
    by_year = over_time.encode(x=year, y=alt.Y("findings:Q", title="未处理的问题", axis=whole))
    charts = {"money": money, "schedule": schedule, "shares": shares, "completion": completion,
              "over_time": over_time, "by_year": by_year}  # fmt: skip
    return {name: _finished(chart.to_dict(), name) for name, chart in charts.items()}


def _finished(spec: dict[str, Any], name: str) -> dict[str, Any]:
    """As wide as its place on the page, in the fonts and colours of the page, its rows in the place of `data`."""
    for part in [spec, *spec.get("layer", [])]:
        if part.get("data") == {"values": []}:
            del part["data"]
    width: Any = {"step": 30, "for": "offset"} if name == "money" else "container"
    config = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"labelColor": "#4a5560", "titleColor": "#4a5560", "gridColor": "#e8ebee", "domainColor": "#b8c0c8",
                 "tickColor": "#b8c0c8", "titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11},
        "legend": {"labelColor": "#4a5560", "titleColor": "#4a5560", "labelFontSize": 11, "symbolSize": 70},
        "bar": {"cornerRadiusEnd": 1},
        "range": {"category": [*COLOURS]},
    }  # fmt: skip
    fitted = {"type": "fit-x" if width == "container" else "pad", "contains": "padding"}
    return spec | {
        "width": width, "height": 200, "autosize": fitted, "background": None, "config": config,
        "usermeta": _HEIGHTS.get(name, {}),
    }  # fmt: skip
