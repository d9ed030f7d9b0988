// Convergence charts drawn anew from the runs: another metric or axis, smoothed, seed by seed.
(function () {
  "use strict";
  const METRICS = {
    l: "training loss (nats)",
    v: "test loss (nats)",
    a: "test accuracy (%)",
  };
  const AXES = { epoch: "epoch", step: "step", time: "training time (s)" };
  const TEXT = "fill:var(--ink)";

  // Wall clock at a step, between the ends of the epochs.
  function timeAt(run, grid, step) {
    let before = [0, 0];
    for (let i = 0; i < grid.length; i++) {
      if (step <= grid[i]) {
        const share = (step - before[0]) / (grid[i] - before[0] || 1);
        return before[1] + share * (run.t[i] - before[1]);
      }
      before = [grid[i], run.t[i]];
    }
    return before[1];
  }

  function smooth(values, window) {
    return values.map((value, i) => {
      const taken = values.slice(Math.max(0, i - window), i + 1);
      return taken.reduce((sum, one) => sum + one, 0) / taken.length;
    });
  }

  // A run's line ends before the first value that is no number.
  function line(data, run, state) {
    const steps = data.grids[state.metric === "l" ? run.lg : run.eg];
    let values = run[state.metric];
    const end = values.findIndex((value) => value === null || (state.log && value <= 0));
    values = smooth(end < 0 ? values : values.slice(0, end), state.smoothing);
    const at = {
      epoch: (step) => step / run.per,
      step: (step) => step,
      time: (step) => timeAt(run, data.grids[run.eg], step),
    }[state.axis];
    return { x: steps.slice(0, values.length).map(at), y: values };
  }

  function average(lines) {
    const length = lines.length ? Math.min(...lines.map((one) => one.y.length)) : 0;
    const mean = { x: [], y: [], low: [], high: [] };
    for (let i = 0; i < length; i++) {
      const ys = lines.map((one) => one.y[i]);
      mean.x.push(lines.reduce((sum, one) => sum + one.x[i], 0) / lines.length);
      mean.y.push(ys.reduce((sum, y) => sum + y, 0) / ys.length);
      mean.low.push(Math.min(...ys));
      mean.high.push(Math.max(...ys));
    }
    return mean;
  }

  function ticks(low, high, log) {
    const found = [];
    if (log) {
      for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
        for (const digit of [1, 2, 5]) {
          found.push(digit * 10 ** power);
        }
      }
    } else {
      const raw = (high - low) / 4;
      const unit = 10 ** Math.floor(Math.log10(raw));
      const step = [1, 2, 5, 10].find((digit) => digit * unit >= raw) * unit;
      for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
        found.push(Math.abs(value) < step / 1e6 ? 0 : value);
      }
    }
    return found.filter((value) => value >= low && value <= high);
  }

  function extent(values, log) {
    if (values.length === 0) {
      return log ? [1, 10] : [0, 1];
    }
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (log) {
      return [low / 1.1, high * 1.1];
    }
    const margin = 0.05 * (high - low) || 0.05 * Math.abs(high) || 1;
    return [low - margin, high + margin];
  }

  function path(chart, xs, ys) {
    return xs.map((x, i) => chart.px(x).toFixed(1) + "," + chart.py(ys[i]).toFixed(1)).join(" ");
  }

  function axes(chart, add) {
    const [left, bottom, right, top] = chart.frame;
    const [x0, x1, y0, y1] = chart.domain;
    const label = (content, attributes) => {
      const node = add("text", { "font-size": 11, style: TEXT, ...attributes });
      node.textContent = content;
    };
    for (const y of ticks(y0, y1, chart.log)) {
      const at = chart.py(y);
      add("path", { d: `M${left} ${at}H${right}`, style: "stroke:var(--grid)" });
      label(charts.text(y), { x: left - 6, y: at + 4, "text-anchor": "end" });
    }
    for (const x of ticks(x0, x1, false)) {
      label(charts.text(x), { x: chart.px(x), y: bottom + 16, "text-anchor": "middle" });
    }
    const frame = `M${left} ${top}V${bottom}H${right}`;
    add("path", { d: frame, style: "stroke:var(--axis);fill:none" });
    const middle = (top + bottom) / 2;
    label(chart.xLabel, { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" });
    label(chart.yLabel, {
      transform: `translate(12 ${middle}) rotate(-90)`,
      "text-anchor": "middle",
    });
  }

  // Single runs may lie outside the axes, which are those of the means and of the finished runs.
  function clipped(chart, add) {
    const [left, bottom, right, top] = chart.frame;
    const id = chart.svg.getAttribute("aria-labelledby").split(" ")[0] + "-plot";
    const box = { x: left, y: top - 4, width: right - left + 5, height: bottom - top + 4 };
    add("clipPath", { id }).append(charts.element("rect", box));
    return add("g", { "clip-path": `url(#${id})` });
  }

  function draw(chart, arms, seeds) {
    const color = chart.color;
    const old = chart.svg.querySelectorAll(":scope > :not(title):not(desc):not([font-weight])");
    old.forEach((node) => node.remove());
    const into = (parent) => (name, attributes) => {
      const node = charts.element(name, attributes);
      parent.append(node);
      return node;
    };
    axes(chart, into(chart.svg));
    const add = into(clipped(chart, into(chart.svg)));
    arms.forEach(({ mean, lines }, index) => {
      const dash = index === 0 ? "stroke-dasharray:5 4;" : "";
      const stroke = `stroke:${color};fill:none;${dash}`;
      if (seeds) {
        for (const one of lines) {
          add("polyline", {
            points: path(chart, one.x, one.y),
            style: stroke + "stroke-opacity:.5",
            "data-s": index,
          });
        }
      } else if (mean.x.length) {
        const there = path(chart, mean.x, mean.high);
        const back = path(chart, mean.x.slice().reverse(), mean.low.slice().reverse());
        const style = `fill:${color};fill-opacity:.16`;
        add("polygon", { points: there + " " + back, style, "data-s": index });
      }
      const points = path(chart, mean.x, mean.y);
      add("polyline", { points, style: stroke + "stroke-width:2", "data-s": index });
      const gap = Math.max(1, Math.ceil(mean.x.length / 6));
      for (let i = mean.x.length - 1; i >= 0; i -= gap) {
        const [x, y] = [chart.px(mean.x[i]), chart.py(mean.y[i])];
        const square = `M${x - 3} ${y - 3}h6v6h-6z`;
        const circle = `M${x - 3.5} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z`;
        const d = index === 0 ? square : circle;
        add("path", { d, style: `fill:${color}`, "data-s": index });
      }
    });
  }

  function redraw(figure, data, state) {
    const plots = Array.from(figure.querySelectorAll(".plot"));
    const drawn = plots.map((plot, index) => {
      const arms = [0, 1].map((arm) => {
        const runs = data.runs.filter((run) => run.c.includes(2 * index + arm));
        const done = runs.filter((run) => run.done).map((run) => line(data, run, state));
        const stopped = runs.filter((run) => !run.done).map((run) => line(data, run, state));
        return { mean: average(done), done, lines: done.concat(stopped) };
      });
      return { chart: charts.of(plot), arms };
    });
    const all = drawn.flatMap(({ arms }) => arms);
    const seen = state.seeds ? all.flatMap((arm) => arm.done) : all.map((arm) => arm.mean);
    const x = extent(seen.flatMap((one) => one.x), false);
    const y = extent(seen.flatMap((one) => (one.low ? one.low.concat(one.high) : one.y)), state.log);
    for (const { chart, arms } of drawn) {
      chart.color ??= /var\(--s\d\)/.exec(chart.svg.innerHTML)[0];
      chart.clear();
      chart.domain = [...x, ...y];
      chart.log = state.log;
      chart.xLabel = AXES[state.axis];
      chart.yLabel = METRICS[state.metric];
      arms.forEach((arm, index) => {
        chart.series[index].x = arm.mean.x;
        chart.series[index].y = arm.mean.y;
      });
      draw(chart, arms, state.seeds);
      chart.applyHidden();
    }
  }

  function control(label, input) {
    const wrapped = document.createElement("label");
    wrapped.append(label + " ", input);
    return wrapped;
  }

  function select(options, value) {
    const made = document.createElement("select");
    for (const [key, words] of Object.entries(options)) {
      made.add(new Option(words, key, false, key === value));
    }
    return made;
  }

  function input(type, attributes) {
    return Object.assign(document.createElement("input"), { type, ...attributes });
  }

  let source = null;
  for (const figure of document.querySelectorAll("figure.charts")) {
    if (figure.dataset.view === "FIXED") {
      continue;
    }
    source = figure.querySelector("script.runs") ?? source;
    const script = source;
    let data = null;
    const first = figure.dataset.view === "LOSS_CURVES" ? "l" : "a";
    const metric = select(METRICS, first);
    const axis = select(AXES, "epoch");
    const log = input("checkbox", {});
    const smoothing = input("range", { min: 0, max: 20, value: 0 });
    const seeds = input("checkbox", {});
    const bar = document.createElement("div");
    bar.className = "controls";
    bar.append(
      control("show", metric),
      control("by", axis),
      control("logarithmic", log),
      control("smoothing", smoothing),
      control("every seed", seeds)
    );
    figure.querySelector(".multiples").before(bar);
    const update = () => {
      data ??= JSON.parse(script.textContent);
      redraw(figure, data, {
        metric: metric.value,
        axis: axis.value,
        log: log.checked,
        smoothing: Number(smoothing.value),
        seeds: seeds.checked,
      });
    };
    bar.addEventListener("input", update);
    // The drawn charts hold no values; the first look at one takes them from the runs.
    const once = { once: true };
    figure.querySelector(".multiples").addEventListener("pointerenter", update, once);
    figure.querySelector(".multiples").addEventListener("focusin", update, once);
  }
})();
