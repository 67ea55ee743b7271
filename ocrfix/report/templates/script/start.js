// Start: the three views, the tools of the bar, what was kept from an earlier visit.

const views = ["review", "text", "summary"];

function show(view) {
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll("[data-shows]")) {
    if (link.dataset.shows === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view === "review" && desk.current) showPreview(desk.current);
}

// Follows the address: #review, #text, #summary, #e12 for a card, #t12 or #p3 for a place in the text.
function follow() {
  const target = location.hash.slice(1);
  if (/^e[1-9]\d*$/.test(target) && entries[target.slice(1) - 1]) {
    show("review");
    return reveal(entries[target.slice(1) - 1]);
  }
  if (/^[tp][1-9]\d*$/.test(target) && byId(target)) {
    show("text");
    return byId(target).scrollIntoView({ block: target.startsWith("t") ? "center" : "start" });
  }
  show(views.includes(target) ? target : entries.length ? "review" : "text");
  return scrollTo(0, 0);
}

function saveFile() {
  save();
  refreshProgress();
}

// Takes what the controls ask for, where that has changed.
function readFilters() {
  const asked = {
    status: document.querySelector("input[name=status]:checked").value,
    isUndecidedOnly: byId("undecided").checked,
    wanted: byId("search").value.trim().toLocaleLowerCase("de"),
  };
  if (Object.keys(asked).every((name) => asked[name] === desk[name])) return;
  Object.assign(desk, asked);
  filterSeries();
}

let typed = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(readFilters, 150);
});
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && desk.current) select(desk.current);
});
for (const control of [byId("undecided"), ...document.querySelectorAll("input[name=status]")]) {
  control.addEventListener("change", readFilters);
}
// A browser that comes back to the page restores its controls and says nothing.
addEventListener("pageshow", readFilters);
byId("accept-all").addEventListener("click", () => settleAll("accept"));
byId("reject-all").addEventListener("click", () => settleAll("reject"));
byId("undo").addEventListener("click", undoLast);
byId("save").addEventListener("click", saveFile);
byId("load").addEventListener("click", () => byId("load-file").click());
byId("load-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) load(await file.text());
  event.target.value = "";
});

// Another window with the same report decides, too: take over what it has stored.
addEventListener("storage", (event) => {
  if (event.key !== storageKey || event.newValue === null) return;
  verdicts.clear();
  recall();
  listeners.forEach((listener) => listener(entries));
});
addEventListener("beforeunload", (event) => {
  if (!isStored && !isSaved && verdicts.size) event.preventDefault();
});
addEventListener("hashchange", follow);

recall();
for (const hiddenPart of document.querySelectorAll("[data-with-script]")) hiddenPart.hidden = false;
const wide = matchMedia("(min-width: 48rem)");
byId("series-fold").open = wide.matches;
filterSeries();
refreshProgress();
entries.filter(verdictOf).forEach(refreshMark);
laySheets();
follow();
