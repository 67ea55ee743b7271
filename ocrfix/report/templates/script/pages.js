// Pages: the picture beside the text, and the marks in the text kept as they were decided.

// Shows the page of the current place beside its card, scrolled to the word.
function showPreview(entry) {
  const pane = byId("preview");
  const canvas = byId("preview-page");
  const isThere = Boolean(entry) && hasPicture(entry.p);
  canvas.hidden = !isThere;
  byId("preview-none").hidden = isThere || !entry;
  byId("preview-title").textContent = entry ? say("page", { n: String(entry.p) }) : "";
  if (!isThere || getComputedStyle(pane).display === "none") return;
  const size = sizeOfPage.get(entry.p);
  if (Number(canvas.dataset.page) !== entry.p) Object.assign(canvas, size);
  canvas.dataset.page = entry.p;
  canvas.setAttribute("aria-label", say("page-picture", { n: String(entry.p) }));
  drawPage(canvas, entry);
  const frame = byId("preview-frame");
  if (entry.w.length) frame.scrollTop = (entry.w[0][1] / size.width) * canvas.clientWidth - frame.clientHeight / 2;
}

// Lays a canvas into each page that has a picture; it is drawn when it comes into view.
function laySheets() {
  for (const place of document.querySelectorAll(".picture")) {
    const number = Number(place.dataset.page);
    if (!hasPicture(number)) continue;
    const size = sizeOfPage.get(number);
    const canvas = make("canvas", { role: "img", "aria-label": say("page-picture", { n: String(number) }), "data-page": number });
    canvas.style.aspectRatio = `${size.width} / ${size.height}`;
    place.append(canvas);
    place.parentElement.classList.add("with-picture");
    viewer.observe(canvas);
  }
}

// A click on a word of a picture leads to its card.
function entryAt(canvas, event) {
  const scale = canvas.width / canvas.clientWidth;
  const [x, y] = [event.offsetX * scale, event.offsetY * scale];
  const margin = 6;
  return entriesOfPage(Number(canvas.dataset.page)).find((entry) =>
    entry.w.some(([left, top, width, height]) =>
      x > left - margin && x < left + width + margin && y > top - margin && y < top + height + margin));
}

document.addEventListener("click", (event) => {
  const canvas = event.target.closest("canvas[data-page]");
  const entry = canvas && entryAt(canvas, event);
  if (!entry) return;
  if (location.hash === `#e${entry.number}`) follow(); // the same address again is no change of it
  else location.hash = `#e${entry.number}`;
});

// Writes what was decided into the text of the page.
function refreshMark(entry) {
  const mark = byId(`t${entry.number}`);
  if (!mark) return;
  const text = textOf(entry);
  const link = mark.firstElementChild;
  link.replaceChildren(text ? shown(text, { isBlock: true }) : "\u2038");
  link.title = text === entry.b ? "" : say("instead-of", { before: plain(entry.b) });
  mark.classList.toggle("decided", Boolean(verdictOf(entry)));
  mark.classList.toggle("stays", text === entry.b);
}

listeners.push((changed) => changed.forEach(refreshMark));
