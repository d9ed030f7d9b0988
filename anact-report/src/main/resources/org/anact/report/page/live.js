// Takes the page anew every few seconds; what its reader switched off, scrolled or focused stays so.
const live = (function () {
  "use strict";
  const told = document.getElementById("connection");
  const hint = document.getElementById("hint");

  function path(node) {
    const steps = [];
    for (let at = node; at && at.tagName !== "MAIN"; at = at.parentElement) {
      steps.unshift(Array.prototype.indexOf.call(at.parentElement.children, at));
    }
    return steps;
  }

  function follow(main, steps) {
    return steps.reduce((at, step) => at && at.children[step], main);
  }

  function replace(main, next) {
    const off = Array.from(main.querySelectorAll(".toggle[aria-pressed=false]"), path);
    const scrolled = Array.from(main.querySelectorAll(".scroll"), (box) => [path(box), box.scrollLeft, box.scrollTop]);
    const active = main.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && path(active);
    main.replaceWith(next);
    charts.start();
    for (const steps of off) {
      const button = follow(next, steps);
      if (button && button.matches(".toggle")) {
        button.click();
      }
    }
    for (const [steps, left, top] of scrolled) {
      follow(next, steps)?.scrollTo(left, top);
    }
    const again = active && follow(next, focus);
    if (again && again.tagName === active.tagName) {
      again.focus({ preventScroll: true });
    }
  }

  async function refresh() {
    if (document.hidden || !hint.hidden || !document.getSelection().isCollapsed) {
      return;
    }
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.redirected) {
        location.replace(answer.url);
        return;
      }
      if (!answer.ok) {
        warn(await answer.text());
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(document.querySelector("main"), document.adoptNode(page.querySelector("main")));
      document.title = page.title;
      document.body.dataset.refresh = page.body.dataset.refresh;
      told.hidden = true;
    } catch (problem) {
      warn("The server does not answer. This page shows what it said last.");
    }
  }

  function warn(sentence) {
    told.textContent = sentence;
    told.hidden = false;
  }

  function later() {
    setTimeout(() => refresh().finally(later), 1000 * Number(document.body.dataset.refresh));
  }

  later();
  return { refresh };
})();
