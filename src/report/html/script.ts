/**
 * The page's only program: sorting, filtering, opening documents. Without it everything is there to read, in the order of
 * rank. It runs in the browser as it stands; it makes no markup of text.
 */
export const SCRIPT = `"use strict";
(() => {
  const lang = document.documentElement.lang;
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const keyOf = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
  const reversed = (text) => [...text].reverse().join("");

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    table.querySelectorAll("th button").forEach((button) => {
      const head = button.closest("th");
      button.addEventListener("click", () => {
        const first = button.dataset.first ?? "ascending";
        const now = head.getAttribute("aria-sort");
        const next = now === null ? first : now === "ascending" ? "descending" : "ascending";
        for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", next);
        const column = head.cellIndex;
        const kind = button.dataset.kind;
        const rows = [...body.rows].map((row, index) => {
          const key = keyOf(row, column);
          return { row, index, key: kind === "number" ? (key === "" ? -Infinity : Number(key)) : kind === "left" ? reversed(key) : key };
        });
        const sign = next === "ascending" ? 1 : -1;
        rows.sort((a, b) => sign * (kind === "number" ? (a.key === b.key ? 0 : a.key < b.key ? -1 : 1) : compare(a.key, b.key)) || a.index - b.index);
        body.append(...rows.map(({ row }) => row));
      });
    });
  }

  for (const tools of document.querySelectorAll(".tools[data-for]")) {
    const table = document.getElementById(tools.dataset.for);
    const count = tools.querySelector("output");
    const apply = () => {
      let shown = 0;
      const wanted = [...tools.querySelectorAll("[data-field]")].map((input) => [input.dataset.field, input.value.normalize("NFKC").toLowerCase()]);
      for (const row of table.tBodies[0].rows) {
        const keeps = wanted.every(([field, value]) => {
          if (value === "") return true;
          if (field === "text") return row.textContent.normalize("NFKC").toLowerCase().includes(value);
          return (row.dataset[field] ?? "").normalize("NFKC").toLowerCase() === value;
        });
        row.hidden = !keeps;
        if (keeps) shown += 1;
      }
      count.textContent = shown + " / " + table.tBodies[0].rows.length;
    };
    tools.addEventListener("input", apply);
    tools.hidden = false;
    apply();
  }

  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target?.closest("details");
    if (!details) return;
    details.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  for (const button of document.querySelectorAll("[data-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const details of document.querySelectorAll("details.document")) details.open = button.dataset.open === "all";
    });
  }
})();
`;
