"use strict";
(function () {
  // Everything can be read without this script; it only searches, folds, and unfolds for printing.
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const folds = all("details");
  const entries = all(".entries > li").map((item) => [item, item.textContent.toLowerCase()]);
  const series = all(".series");
  const filter = document.getElementById("filter");

  function search() {
    const wanted = filter.value.trim().toLowerCase();
    for (const [item, text] of entries) item.hidden = wanted !== "" && !text.includes(wanted);
    for (const group of series) group.hidden = !group.querySelector(".entries > li:not([hidden])");
  }

  let timer = 0;
  filter.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  document.getElementById("open-all").addEventListener("click", () => folds.forEach((fold) => (fold.open = true)));
  document.getElementById("close-all").addEventListener("click", () => folds.forEach((fold) => (fold.open = false)));

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    closed.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((fold) => (fold.open = false)));

  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    const fold = target && target.closest("details");
    if (!fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", reveal);
  reveal();
  document.getElementById("tools").hidden = false;
})();
