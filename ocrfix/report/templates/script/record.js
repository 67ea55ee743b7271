// The record, its words, and the ways to put document text on the page. Text only ever becomes text nodes.

const byId = (id) => document.getElementById(id);
const record = JSON.parse(byId("record").textContent);
const entries = record.entries.map((entry, index) => Object.assign(entry, { number: index + 1 }));
const entryOfId = new Map(entries.map((entry) => [entry.id, entry]));
const hidden = new RegExp(record.hidden, "gu");

// Gives a phrase; one that counts takes the form that fits values.n.
function say(key, values = {}) {
  const forms = record.words[key];
  const form = forms[values.n === 1 ? 0 : forms.length - 1];
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(record.language) : value;
  });
}

const codePoint = (character) => "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

// Gives text on one line with its hidden characters named, for labels, titles and messages.
function plain(text) {
  const ends = text.replace(/\r?\n/g, record.end).replace(/\t/g, " ");
  return ends.replace(hidden, (character) => `<${codePoint(character)}>`);
}

// Makes an element; attributes whose value is undefined or false are left out.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const spoken = (text) => make("span", { class: "spoken" }, text);

// Gives document text as nodes, its line ends and hidden characters as signs.
function shown(text, { isBlock = false } = {}) {
  const fragment = document.createDocumentFragment();
  const unified = text.replace(/\r\n/g, "\n");
  let position = 0;
  const sign = (match) => {
    fragment.append(unified.slice(position, match.index));
    position = match.index + match[0].length;
    const isEnd = match[0] === "\n";
    const title = say(isEnd ? "line-end" : "hidden-character");
    fragment.append(make("span", { class: isEnd ? "end" : "code", title }, isEnd ? record.end : codePoint(match[0])));
  };
  const signs = isBlock ? hidden : new RegExp(`\n|${record.hidden}`, "gu");
  for (const match of unified.matchAll(signs)) sign(match);
  fragment.append(unified.slice(position));
  return fragment;
}

// Pages and lines are named, not counted: their numbers have no thousands set off, here as in the terminal.
const numbersOf = (entry) => ({ page: String(entry.p), line: String(entry.l) });
const placeOf = (entry) => say("place", numbersOf(entry));

let lastMessage = 0;
// Says something to everybody: in the bar for the eyes, through a live region for screen readers.
function announce(text) {
  const live = byId("message");
  clearTimeout(lastMessage);
  live.textContent = text;
  live.classList.add("visible");
  lastMessage = setTimeout(() => live.classList.remove("visible"), 4000);
}
