"use strict";
// Everything the pages do: sorting and filtering of tables, the list of findings, the search, the charts.
// Text from documents only ever becomes text (textContent); nothing is parsed as markup.

const ROOT = document.body.dataset.root;
const DATA = window.DATA || (window.DATA = {});
const PER_STEP = 200;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// --- tables: a click on a head sorts, words filter

const collator = new Intl.Collator("zh-CN", { numeric: true });

function order(a, b) {
  const x = a.trim(), y = b.trim(), left = Number(x), right = Number(y);
  if (x && y && !Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return collator.compare(x, y);
}

function sortable(head, sort) {
  const button = element("button", { type: "button" }, ...head.childNodes);
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    sort(direction === "ascending" ? 1 : -1);
  });
}

function equip(table) {
  const body = table.tBodies[0], rows = [...body.rows];
  if (rows.length < 2) return;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const value = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent;
    sortable(head, (sign) => body.append(...[...body.rows].sort((a, b) => sign * order(value(a), value(b)))));
  });
  if (rows.length < 8) return;
  const input = element("input", { type: "search", placeholder: "筛选本表", "aria-label": "筛选本表" });
  const tally = element("span", { "aria-live": "polite" });
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    tally.textContent = words.length ? `${shown} / ${rows.length}` : "";
  });
  table.parentNode.before(element("div", { class: "tools" }, input, tally));
}

document.querySelectorAll("table[data-tools]").forEach(equip);

// --- all findings

const COLUMNS = ["key", "severity", "state", "county", "department", "year", "rule", "title", "subject", "stated",
  "expected", "difference", "size", "seen", "dependent"];
const SEVERITY_CLASS = { 错误: "critical", 疑点: "warning", 提示: "info" };
const STATE_CLASS = { 未处理: "open", 已说明: "waived", 已消除: "resolved" };

function listFindings(table) {
  const form = document.getElementById("filters"), more = document.getElementById("more");
  const { texts, rows } = DATA.findings;
  const all = rows.map((row) => {
    const one = Object.fromEntries(COLUMNS.map((name, place) => [name, row[place]]));
    for (const name of ["county", "department", "title"]) one[name] = texts[one[name]];
    one.year = String(one.year);
    return one;
  });
  let shown = [], count = 0;

  function line(one) {
    const link = element("a", { href: `${ROOT}finding/${one.key}.html` }, one.subject);
    const about = element("small", null, `${one.rule} ${one.title}${one.dependent ? "，与另一问题同一原因" : ""}`);
    const cells = [["程度", element("span", { class: `badge ${SEVERITY_CLASS[one.severity] || ""}` }, one.severity)],
      ["县区", one.county], ["部门", one.department], ["年度", one.year], ["问题", link, about],
      ["报告数", one.stated], ["应有数", one.expected], ["差额", one.difference], ["首次发现", one.seen],
      ["状态", element("span", { class: `state ${STATE_CLASS[one.state] || ""}` }, one.state)]];
    return element("tr", null, ...cells.map(([label, ...content], place) =>
      element("td", { "data-label": label, class: place === 4 ? "what" : place > 4 && place < 8 ? "num" : "" }, ...content)));
  }

  function extend(number) {
    table.tBodies[0].append(...shown.slice(count, count + number).map(line));
    count = Math.min(shown.length, count + number);
    more.hidden = count >= shown.length;
  }

  function draw() {
    table.tBodies[0].replaceChildren();
    count = 0;
    extend(PER_STEP);
    document.getElementById("tally").textContent = `${shown.length} 条，共 ${all.length} 条`;
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    const exact = ["severity", "state", "county", "year", "rule"].filter((name) => wanted[name]);
    shown = all.filter((one) => exact.every((name) => one[name] === wanted[name]) && !(wanted.leading && one.dependent) &&
      words.every((word) => `${one.county}${one.department}${one.rule}${one.title}${one.subject}`.toLowerCase().includes(word)));
    draw();
  }

  // The address says what is asked for, so that a list can be linked to: findings.html#rule=B01&state=
  function fromAddress() {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.hash.slice(1)))
      if (form.elements[name] && name !== "leading") form.elements[name].value = value;
    filter();
  }

  for (const head of table.tHead.rows[0].cells)
    if (head.dataset.sort) sortable(head, (sign) => {
      const name = head.dataset.sort;
      shown.sort((a, b) => sign * order(String(a[name]), String(b[name])));
      draw();
    });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => extend(PER_STEP));
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

const listed = document.getElementById("findings");
if (listed && DATA.findings) listFindings(listed);

// --- search: its list is loaded with the first letter

function hitsFor(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const { counties, departments, rules, indicators } = DATA.search;
  const has = (...parts) => { const whole = parts.join(" ").toLowerCase(); return words.every((word) => whole.includes(word)); };
  const found = [];
  const add = (rows, make) => { for (const row of rows) { if (found.length >= 60) return; const hit = make(row); if (hit) found.push(...hit); } };
  add(counties, ([code, name, above]) => has(code, name, above) && [[name, `${above} 县区`, `county/${code}.html`]]);
  add(rules, ([id, title]) => has(id, title) && [[`${id} ${title}`, "规则", `rule/${id}.html`]]);
  add(departments, ([key, name, county]) => has(name, county) && [[name, `${county} 部门`, `department/${key}.html`]]);
  add(indicators, ([name, places, total]) => has(name) && places.map((place) => [name,
    `指标 · ${departments[place][1]}${total > places.length ? ` 等 ${total} 个部门` : ""}`, `department/${departments[place][0]}.html#indicators`]));
  return found;
}

function searching() {
  const input = document.getElementById("search"), list = document.getElementById("hits");
  let loading = null;

  function show() {
    if (!DATA.search) return;
    const hits = hitsFor(input.value);
    list.replaceChildren(...hits.map(([text, kind, address]) =>
      element("li", null, element("a", { href: ROOT + address }, text, element("small", null, kind)))));
    if (!hits.length && input.value.trim()) list.append(element("li", { class: "note" }, "没有找到"));
    list.hidden = !input.value.trim();
  }

  input.addEventListener("input", () => {
    if (DATA.search) return show();
    if (loading) return undefined;
    loading = element("script", { src: `${ROOT}data/search.js` });
    loading.addEventListener("load", show);
    document.body.append(loading);
    return undefined;
  });
  input.addEventListener("keydown", (event) => {
    const first = list.querySelector("a");
    if (event.key === "Escape") list.hidden = true;
    else if (event.key === "Enter" && first) first.click();
    else if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  list.addEventListener("keydown", (event) => {
    const item = document.activeElement.closest("li");
    const next = event.key === "ArrowDown" ? item?.nextSibling : event.key === "ArrowUp" ? item?.previousSibling : null;
    if (next) { event.preventDefault(); next.querySelector("a")?.focus(); }
    if (event.key === "Escape") { list.hidden = true; input.focus(); }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) list.hidden = true; });
}

searching();

// --- charts: Vega interprets its expressions (`ast`), for the pages forbid eval

function draw(figure) {
  const rows = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const spec = { ...window.CHARTS[figure.dataset.chart], data: { values: rows } };
  const { lines, step } = spec.usermeta || {};
  if (lines) spec.height = step * new Set(rows.map((row) => row[lines])).size;
  const options = { renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true } };
  window.vegaEmbed(figure.querySelector(".drawing"), spec, options).catch((error) => console.error(error));
}

if (window.vegaEmbed) document.querySelectorAll("figure[data-chart]").forEach(draw);

if (DATA.load && DATA.load.load) document.getElementById("load").textContent = `${DATA.load.load}（${DATA.load.on}）`;
