// One card for each place to judge: the crop, the line, what may have been printed, why, and what was decided.

function contextOf(entry) {
  const line = make("p", { class: "context", lang: "de" });
  const [left, right] = entry.x;
  line.append(shown(left));
  if (entry.s === "changed") {
    if (entry.b) line.append(make("del", {}, spoken(say("removed") + " "), shown(entry.b)), " ");
    if (entry.a) line.append(make("ins", {}, spoken(say("inserted") + " "), shown(entry.a)));
  } else {
    line.append(make("mark", {}, spoken(say("doubt") + " "), shown(entry.b)));
  }
  line.append(shown(right));
  return line;
}

function readingButton(entry, action, key, text, caption, value) {
  const word = make("span", { class: "reading", lang: "de" }, text ? shown(text) : say("nothing"));
  return make(
    "button", { type: "button", "data-do": action, "data-value": value, "aria-keyshortcuts": key },
    make("kbd", { "aria-hidden": "true" }, key), word, " ", make("span", { class: "caption" }, caption));
}

const isProposed = (entry) => entry.s !== "noticed" && entry.a !== entry.b;

function readingsOf(entry) {
  const group = make("div", { class: "readings", role: "group", "aria-label": say("readings") });
  if (isProposed(entry)) {
    const caption = say(entry.s === "changed" ? "confirm" : "accept") + ", " + entry.c;
    group.append(readingButton(entry, "accept", "A", entry.a, caption));
  }
  const stay = entry.s === "changed" ? "undo-change" : isProposed(entry) ? "reject" : "right";
  group.append(readingButton(entry, "reject", "R", entry.b, say(stay)));
  entry.o.forEach(([text, percent], index) => {
    const key = index < 9 ? String(index + 1) : "";
    group.append(readingButton(entry, "choose", key, text, say("alternative", { percent }), text));
  });
  group.append(make("button", { type: "button", "data-do": "edit", "aria-keyshortcuts": "E" },
    make("kbd", { "aria-hidden": "true" }, "E"), say("edit")));
  if (wordOf(entry)) group.append(readingButton(entry, "lexicon", "L", entry.b, say("lexicon")));
  return group;
}

function cardOf(entry) {
  const card = make("li", { class: `card ${entry.s}`, id: `e${entry.number}`, tabindex: "-1", "data-entry": entry.number });
  const crops = cropsOf(entry);
  if (crops.length) card.append(make("div", { class: "crops" }, ...crops));
  card.append(contextOf(entry), readingsOf(entry), make("div", { class: "typing" }), make("p", { class: "state" }));
  const meta = make("p", { class: "meta" },
    make("a", { href: `#t${entry.number}` }, placeOf(entry)), dot(), record.levels[entry.v]);
  if (entry.s !== "noticed") meta.append(dot(), say("confidence", { percent: entry.c }));
  card.append(meta);
  if (entry.r.length) {
    const reasons = entry.r.map((number) => record.reasons[number]).join("; ");
    card.append(make("p", { class: "why" }, make("span", { class: "quiet" }, say("why")), " " + reasons));
  }
  crops.forEach((crop) => viewer.observe(crop));
  refreshCard(card, entry);
  return card;
}

const dot = () => make("span", { class: "dot", "aria-hidden": "true" }, "·");

function stateInWords(entry) {
  const verdict = verdictOf(entry);
  return verdict ? say(`decided-${verdict.action}`, { text: plain(textOf(entry)) || say("nothing") }) : "";
}

// Shows on a card what was decided: the pressed reading and a sentence.
function refreshCard(card, entry) {
  const verdict = verdictOf(entry);
  card.classList.toggle("decided", Boolean(verdict));
  for (const button of card.querySelectorAll(".readings > button")) {
    const action = button.dataset.do;
    const isChosen = verdict && (action === verdict.action
      || (action === "choose" && verdict.action === "edit" && verdict.text === button.dataset.value));
    const isTyped = action === "edit" && isChosen && entry.o.some(([text]) => text === verdict.text);
    button.setAttribute("aria-pressed", String(Boolean(isChosen && !isTyped)));
  }
  const state = card.querySelector(".state");
  state.replaceChildren();
  if (!verdict) return;
  state.append("✓ " + stateInWords(entry) + " ",
    make("button", { type: "button", class: "link", "data-do": "withdraw" }, say("withdraw")));
}

// Controls that come with a pasted text (a page end, say) are no print; one that was read at the place may stay.
const withoutControls = (text, before) =>
  text.replace(/[\0-\x08\v\f\x0e-\x1f\x7f]/g, (control) => (before.includes(control) ? control : ""));

// Opens the field for a text of one's own; line ends are shown as a sign there and become line ends again.
function openTyping(card, entry, done) {
  const place = card.querySelector(".typing");
  if (place.firstChild) return place.querySelector("input").focus();
  const ending = entry.b.includes("\r\n") ? "\r\n" : "\n";
  const id = `typing${entry.number}`;
  const field = make("input", { id, type: "text", lang: "de", autocomplete: "off", spellcheck: "false" });
  field.value = textOf(entry).replace(/\r?\n/g, record.end);
  const close = (text) => {
    place.replaceChildren();
    card.focus();
    if (text !== undefined) done(withoutControls(text, entry.b).replaceAll(record.end, ending));
  };
  const take = make("button", { type: "button", class: "primary" }, say("take"));
  const cancel = make("button", { type: "button" }, say("cancel"));
  take.addEventListener("click", () => close(field.value));
  cancel.addEventListener("click", () => close());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") close(field.value);
    if (event.key === "Escape") close();
    if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
    event.stopPropagation();
  });
  place.append(make("label", { for: id }, say("edit-label", { before: plain(entry.b) })), field, take, cancel);
  if (entry.b.includes("\n")) place.append(make("p", { class: "quiet" }, say("edit-line-end", { sign: record.end })));
  field.focus();
  return field.select();
}
