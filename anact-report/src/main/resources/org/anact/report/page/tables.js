// Tables: sorted by a column, and only the rows that hold a text. Without this script they stand
// as they are.
(function () {
  "use strict";
  const MANY = 8;

  function keyOf(row, column) {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  }

  // Numbers before words, dashes and empty cells last, whatever the direction.
  function compare(first, second, direction) {
    const rank = (key) => (typeof key === "number" ? 0 : key === "" || key === "\u2013" ? 2 : 1);
    if (rank(first) !== rank(second)) {
      return rank(first) - rank(second);
    }
    if (typeof first === "number") {
      return direction * (first - second);
    }
    return direction * first.localeCompare(second, "en", { numeric: true });
  }

  function makeSortable(table, rows) {
    const body = table.tBodies[0];
    const heads = table.querySelectorAll("th[data-col]");
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: null }[head.ariaSort ?? ""];
        const direction = next === undefined ? "ascending" : next;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        const column = Number(head.dataset.col);
        const sorted = rows.slice();
        if (direction) {
          head.setAttribute("aria-sort", direction);
          const sign = direction === "ascending" ? 1 : -1;
          sorted.sort((a, b) => compare(keyOf(a, column), keyOf(b, column), sign));
        }
        body.append(...sorted);
      });
    }
  }

  function makeFilter(table, rows) {
    const label = document.createElement("label");
    label.className = "filter";
    const input = document.createElement("input");
    input.type = "search";
    const count = document.createElement("output");
    label.append("Only rows with ", input, " ", count);
    table.closest(".block").prepend(label);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = wanted === "" ? "" : shown + " of " + rows.length;
    });
  }

  for (const table of document.querySelectorAll(".block table")) {
    const rows = Array.from(table.tBodies[0].rows);
    if (rows.length > 1) {
      makeSortable(table, rows);
    }
    if (rows.length > MANY) {
      makeFilter(table, rows);
    }
  }
})();
