// Charts: values by pointer and by arrow keys, and series that are switched off.
const charts = (function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const hint = document.getElementById("hint");
  const all = new Map();

  class Chart {
    constructor(plot) {
      this.svg = plot.querySelector("svg");
      const data = JSON.parse(plot.querySelector("script").textContent);
      this.frame = data.f;
      this.domain = data.d;
      this.xLabel = data.x;
      this.yLabel = data.y;
      this.series = data.s;
      this.log = false;
      this.hidden = new Set();
      this.at = null;
      this.svg.tabIndex = 0;
    }

    scale(value) {
      return this.log ? Math.log10(value) : value;
    }

    px(x) {
      const [left, , right] = this.frame;
      return left + ((x - this.domain[0]) / (this.domain[1] - this.domain[0])) * (right - left);
    }

    py(y) {
      const [, bottom, , top] = this.frame;
      const low = this.scale(this.domain[2]);
      const high = this.scale(this.domain[3]);
      return bottom - ((this.scale(y) - low) / (high - low)) * (bottom - top);
    }

    visible() {
      return this.series
        .map((series, index) => ({ series, index }))
        .filter(({ series }) => series.x && series.x.length && !this.hidden.has(series.n));
    }

    nearest(px, py) {
      let best = null;
      for (const { series, index } of this.visible()) {
        series.x.forEach((x, point) => {
          const far = Math.hypot(this.px(x) - px, this.py(series.y[point]) - py);
          if (best === null || far < best.far) {
            best = { index, point, far };
          }
        });
      }
      return best;
    }

    // Arrows walk along a series and from one to the next.
    step(key) {
      const shown = this.visible();
      if (shown.length === 0) {
        return null;
      }
      let row = shown.findIndex(({ index }) => this.at && index === this.at.index);
      if (row < 0) {
        return { index: shown[0].index, point: 0 };
      }
      let point = this.at.point;
      if (key === "ArrowLeft" || key === "ArrowRight") {
        point += key === "ArrowRight" ? 1 : -1;
      } else {
        row = (row + (key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length;
      }
      const last = shown[row].series.x.length - 1;
      return { index: shown[row].index, point: Math.max(0, Math.min(last, point)) };
    }

    lines(at) {
      const series = this.series[at.index];
      const x = series.x[at.point];
      const lines = [];
      if (this.xLabel !== "") {
        lines.push(this.xLabel + ": " + text(x));
      }
      const near = (this.domain[1] - this.domain[0]) / 200;
      for (const { series: other } of this.visible()) {
        let point = other === series ? at.point : -1;
        if (!series.t && point < 0) {
          point = other.x.findIndex((value) => Math.abs(value - x) < near);
        }
        if (point >= 0) {
          const value = this.yLabel === "" ? "" : text(other.y[point]);
          const note = other.t ? other.t[point] : "";
          lines.push(other.n + ": " + [value, note].filter((part) => part !== "").join(", "));
        }
      }
      return lines;
    }

    show(at) {
      this.clear();
      if (at === null) {
        return;
      }
      this.at = at;
      const series = this.series[at.index];
      const x = this.px(series.x[at.point]);
      const y = this.py(series.y[at.point]);
      this.svg.append(element("circle", { cx: x, cy: y, r: 6, class: "cursor" }));
      hint.replaceChildren(
        ...this.lines(at).map((line) => {
          const row = document.createElement("div");
          row.textContent = line;
          return row;
        })
      );
      hint.hidden = false;
      const box = this.svg.getBoundingClientRect();
      const view = this.svg.viewBox.baseVal;
      const ratio = box.width / view.width;
      const width = document.documentElement.clientWidth;
      const left = box.left + x * ratio + 14;
      hint.style.left = Math.max(4, Math.min(left, width - hint.offsetWidth - 4)) + "px";
      hint.style.top = box.top + (y - view.y) * ratio + 14 + "px";
    }

    clear() {
      this.svg.querySelectorAll(".cursor").forEach((cursor) => cursor.remove());
      this.at = null;
      hint.hidden = true;
    }

    toggle(name, shown) {
      if (shown) {
        this.hidden.delete(name);
      } else {
        this.hidden.add(name);
      }
      this.applyHidden();
    }

    applyHidden() {
      for (const drawn of this.svg.querySelectorAll("[data-s]")) {
        const series = this.series[Number(drawn.dataset.s)];
        drawn.style.display = this.hidden.has(series.n) ? "none" : "";
      }
    }
  }

  function element(name, attributes) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      node.setAttribute(key, value);
    }
    return node;
  }

  function text(value) {
    return Number(value.toPrecision(4)).toString().replace("-", "\u2212");
  }

  function button(name, content, figure) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "toggle";
    made.setAttribute("aria-pressed", "true");
    made.append(...content);
    made.addEventListener("click", () => {
      const shown = made.getAttribute("aria-pressed") !== "true";
      made.setAttribute("aria-pressed", String(shown));
      figure.querySelectorAll(".plot").forEach((plot) => all.get(plot).toggle(name, shown));
    });
    return made;
  }

  // A legend whose entries are series switches them; other series get switches of their own.
  function makeToggles(figure) {
    const names = new Set();
    figure.querySelectorAll(".plot").forEach((plot) => {
      if (plot.querySelector("[data-s]")) {
        all.get(plot).series.forEach((series) => names.add(series.n));
      }
    });
    for (const item of figure.querySelectorAll(".legend li")) {
      const name = item.dataset.name;
      if (names.delete(name)) {
        item.replaceChildren(button(name, Array.from(item.childNodes), figure));
      }
    }
    if (names.size > 1) {
      const list = document.createElement("ul");
      list.className = "legend";
      list.setAttribute("aria-label", "Series");
      for (const name of names) {
        const item = document.createElement("li");
        item.append(button(name, [name], figure));
        list.append(item);
      }
      figure.querySelector(".multiples").before(list);
    }
  }

  function chartOf(target) {
    const plot = target instanceof Element ? target.closest(".plot") : null;
    return plot ? all.get(plot) : undefined;
  }

  // Of the page as it is now: what is no longer in it is forgotten.
  function start() {
    all.clear();
    document.querySelectorAll(".plot").forEach((plot) => all.set(plot, new Chart(plot)));
    document.querySelectorAll("figure.charts").forEach(makeToggles);
  }

  start();

  document.addEventListener("pointermove", (event) => {
    const chart = chartOf(event.target);
    if (chart) {
      const point = new DOMPoint(event.clientX, event.clientY);
      const inside = point.matrixTransform(chart.svg.getScreenCTM().inverse());
      chart.show(chart.nearest(inside.x, inside.y));
    } else if (!hint.hidden) {
      all.forEach((other) => other.at && other.clear());
    }
  });
  document.addEventListener("focusout", (event) => chartOf(event.target)?.clear());
  document.addEventListener("keydown", (event) => {
    const chart = chartOf(event.target);
    if (chart && event.key.startsWith("Arrow")) {
      event.preventDefault();
      chart.show(chart.step(event.key));
    } else if (chart && event.key === "Escape") {
      chart.clear();
    }
  });

  return { of: (plot) => all.get(plot), element, text, start };
})();
