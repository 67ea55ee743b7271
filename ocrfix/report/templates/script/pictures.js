// Pictures of pages, decoded only when they come into view; crops of words are cut out of them.

const MOST_DECODED = 6;
const ZOOM = 1.75; // crops are shown larger than the page
const LEAST_LINE = 0.011; // of the page's height: a dash is flat, its line is not
const decoded = new Map(); // page number -> promise of an ImageBitmap, the one used last at the end
const sizeOfPage = new Map(record.pages.map(([number, width, height]) => [number, { width, height }]));
const hasPicture = (number) => Boolean(sizeOfPage.get(number) && sizeOfPage.get(number).width);
const whole = new Promise((done) => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", done);
  else done();
});

async function decode(number) {
  await whole; // the pictures stand at the end of the file, behind this script
  const bytes = atob(byId(`i${number}`).textContent);
  const data = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) data[at] = bytes.charCodeAt(at);
  return createImageBitmap(new Blob([data], { type: "image/webp" }));
}

function pictureOf(number) {
  const known = decoded.get(number) || decode(number);
  decoded.delete(number);
  decoded.set(number, known);
  for (const [oldest, promise] of decoded) {
    if (decoded.size <= MOST_DECODED) break;
    decoded.delete(oldest);
    promise.then((bitmap) => setTimeout(() => bitmap.close(), 2000), () => {});
  }
  return known;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Marks a word as a pen would: a line below it, and a frame around it where it is the one in question.
function underline(canvas, [x, y, width, height], name, isFramed) {
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour(name);
  pen.lineWidth = 2;
  if (isFramed) return pen.strokeRect(x - 4, y - 4, width + 8, height + 8);
  pen.beginPath();
  pen.moveTo(x, y + height + 3);
  pen.lineTo(x + width, y + height + 3);
  return pen.stroke();
}

// Cuts the line around a word: a few words on each side, a little of the lines above and below.
function cropOf(entry, [x, y, width, height]) {
  const page = sizeOfPage.get(entry.p);
  const side = Math.max(60, height * 4);
  const left = Math.max(0, x - side);
  const middle = y + height / 2;
  const reach = Math.max(height, page.height * LEAST_LINE) * 1.2;
  const top = Math.max(0, Math.round(middle - reach));
  const right = Math.min(page.width, x + width + side);
  const bottom = Math.min(page.height, Math.round(middle + reach));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

async function drawCrop(canvas) {
  const entry = entries[canvas.dataset.entry - 1];
  const box = entry.w[canvas.dataset.line];
  const crop = cropOf(entry, box);
  try {
    const bitmap = await pictureOf(entry.p);
    Object.assign(canvas, { width: Math.round(crop.width * ZOOM), height: Math.round(crop.height * ZOOM) });
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.setTransform(ZOOM, 0, 0, ZOOM, 0, 0);
    pen.drawImage(bitmap, crop.left, crop.top, crop.width, crop.height, 0, 0, crop.width, crop.height);
    underline(canvas, [box[0] - crop.left, box[1] - crop.top, box[2], box[3]], "--pen", true);
  } catch {
    canvas.replaceWith(make("p", { class: "quiet" }, say("picture-broken")));
  }
}

function cropsOf(entry) {
  return entry.w.map((box, line) => {
    const crop = cropOf(entry, box);
    const label = say("crop", numbersOf(entry));
    const canvas = make("canvas", {
      class: "crop", role: "img", "aria-label": label, "data-entry": entry.number, "data-line": line,
    });
    canvas.style.width = `${Math.round(crop.width * ZOOM)}px`;
    canvas.style.aspectRatio = `${crop.width} / ${crop.height}`;
    return canvas;
  });
}

const penOf = (entry) => (entry.s === "changed" ? "--ins-pen" : "--mark-pen");

async function drawPage(canvas, current) {
  const number = Number(canvas.dataset.page);
  try {
    const bitmap = await pictureOf(number);
    if (Number(canvas.dataset.page) !== number) return;
    Object.assign(canvas, sizeOfPage.get(number));
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    for (const entry of entriesOfPage(number)) {
      for (const box of entry.w) if (entry !== current) underline(canvas, box, penOf(entry), false);
    }
    if (current) for (const box of current.w) underline(canvas, box, "--pen", true);
  } catch {
    canvas.replaceWith(make("p", { class: "quiet" }, say("picture-broken")));
  }
}

const pageEntries = new Map();
function entriesOfPage(number) {
  if (!pageEntries.size) {
    for (const entry of entries) {
      if (!pageEntries.has(entry.p)) pageEntries.set(entry.p, []);
      pageEntries.get(entry.p).push(entry);
    }
  }
  return pageEntries.get(number) || [];
}

// Draws what comes near the window and gives back the memory of what has left it.
const viewer = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) Object.assign(target, { width: 1, height: 1 });
      else if (target.dataset.entry) drawCrop(target);
      else drawPage(target);
    }
  },
  { rootMargin: "600px 0px" },
);
