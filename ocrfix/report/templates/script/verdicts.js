// What was decided: a map from the id of a decision to {action, text, word}, with undo, kept by the browser.

const verdicts = new Map();
const others = new Map(); // id -> line of a loaded file about a place of this document that is not shown any more
const past = []; // each step: [[id, the verdict before], ...]
const storageKey = `ocrfix:${record.version}:${record.sha256}:${record.fingerprint}`;
const listeners = [];
let isStored = true;
let isSaved = true;

const verdictOf = (entry) => verdicts.get(entry.id);

// What stands there when nobody decides: the change that was made, or the text as it was read.
const unasked = (entry) => (entry.s === "changed" ? entry.a : entry.b);

function textOf(entry) {
  const verdict = verdictOf(entry);
  if (!verdict) return unasked(entry);
  if (verdict.action === "accept") return entry.a;
  return verdict.action === "edit" ? verdict.text : entry.b;
}

// A word for the lexicon begins with a letter and holds nothing that a file of words could mistake.
const wordOf = (entry) => (/^\p{L}[\p{L}\p{M}\p{N}'’.-]*$/u.test(entry.b) ? entry.b : "");

function change(steps) {
  const before = steps.map(([id]) => [id, verdicts.get(id)]);
  for (const [id, verdict] of steps) {
    if (verdict) verdicts.set(id, verdict);
    else verdicts.delete(id);
  }
  isSaved = false;
  store();
  const changed = steps.map(([id]) => entryOfId.get(id));
  listeners.forEach((listener) => listener(changed));
  return before;
}

function decide(some, verdict) {
  if (some.length) past.push(change(some.map((entry) => [entry.id, verdict])));
}

// Takes the last step back and gives the entries that it touched.
function undo() {
  const step = past.pop();
  if (!step) return [];
  change(step);
  return step.map(([id]) => entryOfId.get(id));
}

function store() {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ verdicts: [...verdicts], others: [...others] }));
    isStored = true;
  } catch {
    isStored = false;
  }
}

const isVerdict = (each) =>
  each && (["accept", "reject"].includes(each.action) || (each.action === "edit" && typeof each.text === "string")
    || (each.action === "lexicon" && typeof each.word === "string"));

// Reads what an earlier visit has left; without storage the report says so and works on.
function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey)) || { verdicts: [], others: [] };
    for (const [id, verdict] of kept.verdicts) if (entryOfId.has(id) && isVerdict(verdict)) verdicts.set(id, verdict);
    for (const [id, line] of kept.others) others.set(id, line);
    isSaved = verdicts.size === 0;
    store();
  } catch {
    isStored = false;
  }
}

const escaped = (line) =>
  line.replace(hidden, (character) =>
    [...Array(character.length).keys()]
      .map((at) => "\\u" + character.charCodeAt(at).toString(16).padStart(4, "0")).join(""));

// Writes the lines of NAME.decisions.jsonl in the order of the text; docs/review.md describes them.
function decisionLines() {
  const lines = entries.filter(verdictOf).map((entry) => {
    const { action, text, word } = verdictOf(entry);
    const line = { version: record.version, document: record.document, sha256: record.sha256, id: entry.id, action };
    if (action === "edit") line.text = text;
    if (action === "lexicon") line.word = word;
    return escaped(JSON.stringify(Object.assign(line, { before: entry.b, after: entry.a, page: entry.p, line: entry.l })));
  });
  return [...others.values(), ...lines].map((line) => line + "\n").join("");
}

function save() {
  if (!verdicts.size) return announce(say("nothing-to-save"));
  const address = URL.createObjectURL(new Blob([decisionLines()], { type: "application/jsonl" }));
  make("a", { href: address, download: record.download }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  isSaved = true;
  announce(say("saved", { n: verdicts.size, file: record.download }));
}

// Gives what a saved line says about a place, null where its text fits no longer. What was accepted is a text: where
// another one is proposed by now, that text counts as typed.
function verdictOfLine(entry, { action, text, word, before, after }) {
  if (action === "reject") return { action };
  if (action === "lexicon") return { action, word };
  if (action === "accept" && after === entry.a && isProposed(entry)) return { action };
  const wanted = action === "accept" ? after : text;
  return before === entry.b && typeof wanted === "string" ? verdictFor(entry, "edit", wanted) : null;
}

// Takes over the lines of a saved file that belong to this document; those about places that are settled in this
// result, or hold another text in it, are kept for the next file.
function load(text) {
  const steps = new Map();
  let rest = 0;
  for (const line of text.split("\n").filter((each) => each.trim())) {
    let read = null;
    try {
      read = JSON.parse(line);
    } catch {
      read = null;
    }
    const isOurs = read && read.version === record.version && isVerdict(read) && read.sha256 === record.sha256;
    const entry = isOurs && entryOfId.get(read.id);
    const verdict = entry && verdictOfLine(entry, read);
    if (verdict) steps.set(read.id, verdict);
    else if (isOurs) others.set(read.id, line);
    else rest += 1;
  }
  if (!steps.size && !others.size) return announce(say("not-loaded"));
  past.push(change([...steps]));
  announce(say("loaded", { n: steps.size + others.size, rest }));
}
