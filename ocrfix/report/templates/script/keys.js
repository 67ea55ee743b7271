// Keys: one letter each, never while a text is typed, and to be switched off for those who speak to their computer.

const keysKey = "ocrfix:keys";
const help = byId("help");
let areKeysOn = true;

const keys = {
  j: () => step(1), ArrowDown: () => step(1),
  k: () => step(-1), ArrowUp: () => step(-1),
  n: () => stepSeries(1), ArrowRight: () => stepSeries(1),
  p: () => stepSeries(-1), ArrowLeft: () => stepSeries(-1),
  a: () => settle("accept"), r: () => settle("reject"), e: startTyping, l: () => settle("lexicon"),
  A: () => settleAll("accept"), R: () => settleAll("reject"),
  u: undoLast, s: saveFile, "/": () => byId("search").focus(), "?": () => help.showModal(),
};

const moves = new Set(["j", "k", "n", "p", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"]);

// Names a key by its letter and Shift alone: with Caps Lock on, A would otherwise take a whole series unseen.
function nameOf({ key, shiftKey }) {
  if (!/^\p{L}$/u.test(key)) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

function chooseByNumber(key) {
  const choice = desk.current && desk.current.o[Number(key) - 1];
  if (choice) settle("edit", choice[0]);
}

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping || help.open || !areKeysOn) return;
  if (event.target.type === "radio" && event.key.startsWith("Arrow")) return;
  const isFrame = event.target.id === "preview-frame";
  const key = nameOf(event);
  if (document.body.dataset.view !== "review" && !["?", "s", "u"].includes(key)) return;
  const deed = keys[key] || (/^[1-9]$/.test(key) ? () => chooseByNumber(key) : null);
  if (!deed || (isFrame && key.startsWith("Arrow"))) return;
  event.preventDefault();
  if (event.repeat && !moves.has(key)) return; // a key held down would decide about places that nobody has seen
  deed();
});

function switchKeys(isOn) {
  areKeysOn = isOn;
  document.body.classList.toggle("without-keys", !isOn);
  try {
    localStorage.setItem(keysKey, isOn ? "on" : "off");
  } catch {
    // Without storage the choice holds until the window is closed.
  }
}

try {
  switchKeys(localStorage.getItem(keysKey) !== "off");
} catch {
  switchKeys(true);
}
byId("keys-on").checked = areKeysOn;
byId("keys-on").addEventListener("change", (event) => switchKeys(event.target.checked));
byId("help-open").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
