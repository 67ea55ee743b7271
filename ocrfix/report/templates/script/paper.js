// Paper: everything to judge as a plain list, with what was decided; taken away again after printing.

const MOST_CROPS_ON_PAPER = 400;

function paperItem(entry, withCrops) {
  const item = make("li", {});
  const crops = withCrops ? cropsOf(entry) : [];
  if (crops.length) item.append(make("div", { class: "crops" }, ...crops));
  item.append(contextOf(entry));
  const state = stateInWords(entry) || say("print-undecided");
  const proposal = entry.s === "open" ? `${plain(entry.b)} → ${plain(entry.a)}, ${entry.c}; ` : "";
  item.append(make("p", { class: "meta" }, `${placeOf(entry)}: ${proposal}${state}`));
  return item;
}

function layPaper({ withCrops = false } = {}) {
  const paper = byId("paper");
  if (paper.firstChild) return;
  for (const series of allSeries) {
    const title = `${say(`status-${series.status}`)}: ${series.title}`;
    paper.append(make("h3", {}, title), make("ol", {}, ...series.entries.map((each) => paperItem(each, withCrops))));
  }
}

// Prints with crops where they are not too many; the browser's own printing has none, for it does not wait.
async function printAll() {
  layPaper({ withCrops: entries.length <= MOST_CROPS_ON_PAPER });
  for (const canvas of byId("paper").querySelectorAll("canvas")) await drawCrop(canvas);
  print();
}

addEventListener("beforeprint", () => layPaper());
addEventListener("afterprint", () => byId("paper").replaceChildren());
byId("print").addEventListener("click", printAll);
