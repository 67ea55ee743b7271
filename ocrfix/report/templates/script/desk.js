// The desk: which series are listed, which one lies open, which card is the current one.

const CHUNK = 40; // cards made at a time
const OTHERS = 12; // cards kept made beyond the current one
const desk = {
  status: "all", isUndecidedOnly: false, wanted: "", // what the filters ask for
  series: [], // [{title, status, entries}] after filtering
  open: 0, // which series
  made: 0, // how many of its cards are made
  current: null, // the current entry
};
const allSeries = record.series.map((each) => ({
  title: each.t, status: each.s, entries: each.e.map((number) => entries[number - 1]),
}));
const searchText = new Map();
const isUndecided = (entry) => !verdictOf(entry);

function textToSearch(entry) {
  if (!searchText.has(entry)) {
    const parts = [entry.x[0], entry.b, entry.x[1], entry.a, placeOf(entry)];
    searchText.set(entry, parts.join(" ").toLocaleLowerCase("de"));
  }
  return searchText.get(entry);
}

const isWanted = (entry) =>
  (!desk.isUndecidedOnly || isUndecided(entry)) && (!desk.wanted || textToSearch(entry).includes(desk.wanted));

// Applies the filters; the open series stays open where it can.
function filterSeries() {
  const before = desk.series[desk.open];
  desk.series = allSeries
    .filter((each) => desk.status === "all" || each.status === desk.status)
    .map((each) => ({ ...each, entries: each.entries.filter(isWanted) }))
    .filter((each) => each.entries.length);
  const same = before ? desk.series.findIndex((each) => each.title === before.title && each.status === before.status) : -1;
  listSeries();
  openSeries(Math.max(same, 0), { isFocusing: false });
}

function listSeries() {
  const list = byId("series");
  list.replaceChildren();
  let status = "";
  desk.series.forEach((each, index) => {
    if (each.status !== status) {
      status = each.status;
      list.append(make("li", { class: `group ${status}` }, say(`status-${status}`)));
    }
    const button = make("button", { type: "button", "data-series": index },
      make("span", { class: "name" }, each.title), make("span", { class: "left" }));
    list.append(make("li", {}, button));
  });
  refreshSeries();
}

function leftInWords(series) {
  const left = series.entries.filter(isUndecided).length;
  const total = series.entries.length;
  return left ? say("series-left", { n: left, total }) : "✓ " + say("series-done", { total });
}

function refreshSeries() {
  for (const button of byId("series").querySelectorAll("button")) {
    const index = Number(button.dataset.series);
    const series = desk.series[index];
    const left = series.entries.filter(isUndecided).length;
    button.querySelector(".left").textContent = left ? left.toLocaleString(record.language) : "✓";
    button.classList.toggle("done", !left);
    button.setAttribute("aria-label", `${series.title}: ${leftInWords(series)}`);
    if (index === desk.open) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  refreshHead();
}

function refreshHead() {
  const series = desk.series[desk.open];
  byId("head").hidden = !series;
  if (!series) return;
  const left = series.entries.filter(isUndecided);
  byId("head-title").textContent = series.title;
  byId("head-count").textContent = `${say("series-count", { n: series.entries.length })}, ${leftInWords(series)}`;
  const acceptable = left.filter(isProposed).length;
  for (const [id, key, n] of [["accept-all", "accept-all", acceptable], ["reject-all", "reject-all", left.length]]) {
    byId(id).disabled = n === 0;
    byId(id).hidden = series.entries.length < 2;
    byId(id).querySelector("span").textContent = say(key, { n });
  }
}

function openSeries(index, { isFocusing = true } = {}) {
  desk.open = index;
  desk.made = 0;
  byId("cards").replaceChildren();
  refreshSeries();
  const series = desk.series[index];
  byId("nothing").hidden = Boolean(series);
  if (!series) return select(null);
  makeCards(CHUNK);
  const first = series.entries.find(isUndecided) || series.entries[0];
  return select(first, { isFocusing });
}

function makeCards(until) {
  const series = desk.series[desk.open];
  const end = Math.min(until, series.entries.length);
  const fresh = series.entries.slice(desk.made, end).map(cardOf);
  byId("cards").append(...fresh);
  desk.made = Math.max(desk.made, end);
  const last = byId("cards").lastElementChild;
  if (last && desk.made < series.entries.length) bottom.observe(last);
}

// Makes further cards when the last one comes near the window.
const bottom = new IntersectionObserver((seen) => {
  for (const each of seen.filter((one) => one.isIntersecting)) {
    bottom.unobserve(each.target);
    if (each.target === byId("cards").lastElementChild) makeCards(desk.made + CHUNK);
  }
}, { rootMargin: "1200px 0px" });

const cardElement = (entry) => byId(`e${entry.number}`);

function select(entry, { isFocusing = true } = {}) {
  if (desk.current && cardElement(desk.current)) cardElement(desk.current).removeAttribute("aria-current");
  desk.current = entry;
  showPreview(entry);
  if (!entry) return;
  const series = desk.series[desk.open];
  makeCards(series.entries.indexOf(entry) + 1 + OTHERS);
  const card = cardElement(entry);
  card.setAttribute("aria-current", "true");
  if (!isFocusing) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// Moves by so many cards within the open series.
function step(by) {
  const series = desk.series[desk.open];
  if (!series) return;
  const at = series.entries.indexOf(desk.current);
  select(series.entries[Math.min(Math.max(at + by, 0), series.entries.length - 1)]);
}

function stepSeries(by) {
  const next = desk.open + by;
  if (next < 0 || next >= desk.series.length) return;
  openSeries(next);
  const button = byId("series").querySelector("[aria-current]");
  if (button.offsetParent) button.scrollIntoView({ block: "nearest" });
}

// Goes on to what is still to be decided: in this series, then in the next ones.
function goOn() {
  const { entries: all } = desk.series[desk.open];
  const at = all.indexOf(desk.current);
  const next = all.slice(at + 1).find(isUndecided) || all.slice(0, at + 1).find(isUndecided);
  if (next) return select(next);
  const order = [...desk.series.keys()].map((index) => (desk.open + 1 + index) % desk.series.length);
  const following = order.find((index) => desk.series[index].entries.some(isUndecided));
  if (following === undefined) {
    select(desk.current);
    return announce(say("everything-finished"));
  }
  openSeries(following);
  return announce(say("series-finished", { title: desk.series[following].title }));
}

// Decides about the current place and goes on.
function settle(action, value) {
  const entry = desk.current;
  if (!entry) return;
  const verdict = verdictFor(entry, action, value);
  if (!verdict) return;
  decide([entry], verdict);
  announce(stateInWords(entry));
  goOn();
}

function verdictFor(entry, action, value) {
  if (action === "accept") return isProposed(entry) ? { action } : null;
  if (action === "lexicon") return wordOf(entry) ? { action, word: wordOf(entry) } : null;
  if (action === "edit") {
    if (value === entry.b) return { action: "reject" };
    return isProposed(entry) && value === entry.a ? { action: "accept" } : { action, text: value };
  }
  return { action };
}

function settleAll(action) {
  const series = desk.series[desk.open];
  if (!series) return;
  const left = series.entries.filter((entry) => isUndecided(entry) && (action === "reject" || isProposed(entry)));
  if (!left.length) return;
  decide(left, { action });
  goOn();
  announce(say(action === "accept" ? "all-accepted" : "all-rejected", { n: left.length }));
}

function undoLast() {
  const touched = undo();
  if (!touched.length) return announce(say("nothing-to-undo"));
  reveal(touched[0]);
  return announce(say("undone"));
}

// Opens the series of an entry and makes it the current one, whatever the filters hide.
function reveal(entry) {
  const holds = (each) => each.entries.includes(entry);
  if (!desk.series.some(holds)) {
    Object.assign(desk, { status: "all", isUndecidedOnly: false, wanted: "" });
    byId("search").value = "";
    byId("undecided").checked = false;
    byId("status-all").checked = true;
    filterSeries();
  }
  const index = desk.series.findIndex(holds);
  if (index !== desk.open) openSeries(index, { isFocusing: false });
  select(entry);
}

function startTyping() {
  const entry = desk.current;
  if (entry) openTyping(cardElement(entry), entry, (text) => settle("edit", text));
}

const deeds = {
  accept: () => settle("accept"),
  reject: () => settle("reject"),
  lexicon: () => settle("lexicon"),
  choose: (value) => settle("edit", value),
  edit: startTyping,
  withdraw() {
    decide([desk.current], null);
    select(desk.current);
    announce(say("withdrawn"));
  },
};

byId("cards").addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (!card) return;
  const entry = entries[card.dataset.entry - 1];
  const button = event.target.closest("button[data-do]");
  if (entry !== desk.current) select(entry, { isFocusing: false });
  if (button) deeds[button.dataset.do](button.dataset.value);
});
byId("cards").addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  const entry = card && entries[card.dataset.entry - 1];
  if (entry && entry !== desk.current) select(entry, { isFocusing: false });
});
byId("series").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) openSeries(Number(button.dataset.series));
});

listeners.push((changed) => {
  for (const entry of changed) if (cardElement(entry)) refreshCard(cardElement(entry), entry);
  refreshSeries();
  refreshProgress();
});

function refreshProgress() {
  const doubts = entries.filter((entry) => entry.s === "open");
  const done = doubts.filter(verdictOf).length;
  const checked = entries.filter((entry) => entry.s === "changed" && verdictOf(entry)).length;
  const words = doubts.length ? say("progress", { done, total: doubts.length }) : say("progress-none");
  byId("open-left").textContent = (doubts.length - done).toLocaleString(record.language);
  byId("progress-words").textContent = checked ? `${words}, ${say("checked", { n: checked })}` : words;
  byId("progress").max = Math.max(doubts.length, 1);
  byId("progress").value = doubts.length ? done : 1;
  byId("storage").textContent = verdicts.size || !isStored ? say(isStored ? "stored" : "not-stored") : "";
  byId("storage").classList.toggle("warning", !isStored);
  byId("save").classList.toggle("primary", verdicts.size > 0 && !isSaved);
  byId("undo").disabled = !past.length;
}
