import { ask, Problem, useToken } from "./api.js";
import { byId, say } from "./dom.js";
import { asJson, asText, copy, save } from "./export.js";
import { takeImages } from "./intake.js";
import { Item, Queue } from "./items.js";
import { Looks } from "./looks.js";
import { Places } from "./places.js";
import { askLook, askNames, askPlaces, writeSentence } from "./questions.js";
import { Result } from "./result.js";
import { above, listed, names as namesOf } from "./scores.js";
import { offerSettings } from "./settings.js";
import { Strip } from "./strip.js";
import { meaning, text } from "./texts.js";
import { Viewer } from "./viewer.js";

const SAID_TAGS = 10;

/** What the server is, and what is shown. */
const page = { model: undefined, tags: [], list: undefined, items: [], chosen: undefined, names: [] };

offerSettings(() => {
  drawModel();
  page.items.forEach((item) => strip.draw(item, item === page.chosen));
  result.drawShift();
  redraw();
});
const viewer = new Viewer();
const strip = new Strip({ choose, remove });
const queue = new Queue(
  changed,
  (item) => page.model.captions && writeSentence(item, changed),
  tagsOf,
);
const places = new Places();
const looks = new Looks();
const result = new Result({ press, look: (tag) => askLook(page.chosen, tag, changed), unsteer, forgetName, redraw });
let opened = open();

async function open() {
  try {
    [page.model, { tags: page.tags, list: page.list }] = await Promise.all([ask("v1/model"), ask("v1/tags")]);
    document.body.classList.toggle("stored", !page.model.upright);
    byId("no-model").hidden = true;
    byId("token-form").hidden = true;
    result.offer(page.model);
    drawModel();
    return true;
  } catch (failure) {
    byId("token-form").hidden = failure.code !== "unauthorized";
    byId("no-model").hidden = failure.code === "unauthorized";
    byId("no-model").textContent = `${meaning(failure.code)}: ${failure.message}`;
    return false;
  }
}

/**
 * The tags that scores belong to. The server may have been started again with another model: then
 * the page learns of it, and images that have results keep the tags of theirs.
 */
async function tagsOf(list) {
  if (list !== page.list) {
    await (opened = open());
  }
  if (list !== page.list) {
    throw new Problem("other", `scores: expected the list of tags ${page.list}, found ${list}`);
  }
  return page.tags;
}

function drawModel() {
  const name = page.model?.model.split(/[/\\:]/).filter(Boolean).at(-1);
  byId("model").textContent = page.model ? text("model", name, page.tags.length) : "";
}

async function add(files) {
  const added = files.map(([file, name, folder]) => new Item(file, name, folder));
  if (added.length === 0 || !((await opened) || (await (opened = open())))) {
    return;
  }
  page.items.push(...added);
  added.forEach((item) => strip.add(item));
  byId("history").hidden = false;
  byId("work").hidden = false;
  document.body.classList.add("working");
  choose(added[0]);
  added.forEach(recognize);
}

function recognize(item) {
  queue.add(item, page.model.limits.bytes);
}

function choose(item) {
  const before = page.chosen;
  page.chosen = item;
  if (before) {
    strip.draw(before, false);
  }
  viewer.show(item);
  askNames(item, page.names, changed);
  result.begin();
  changed(item);
}

/** Draws what has changed of an image; says its result when it is there. */
function changed(item) {
  const chosen = item === page.chosen;
  strip.draw(item, chosen);
  if (!chosen) {
    return;
  }
  drawResult(item);
  if (item.places.answer && item.placesSaid !== item.places.answer) {
    item.placesSaid = item.places.answer;
    sayPlaces(item.places.answer);
  }
  if (item.state === "done" && item.said !== item.scores) {
    item.said = item.scores;
    sayResult(item);
    askNames(item, page.names, changed);
  }
  if (item.problem?.code === "unauthorized") {
    byId("token-form").hidden = false;
  }
}

function sayResult(item) {
  const found = above(item.tags, item.scores, result.shift);
  const best = found.slice(0, SAID_TAGS).flatMap((tag) => namesOf(tag, result.language));
  say(text("result", item.name, found.length, best.map(([, name]) => name).join(", ")));
}

function sayPlaces({ regions }) {
  const named = regions.slice(0, SAID_TAGS).flatMap(({ tag, zh = [] }) => namesOf({ en: tag, zh }, result.language));
  say(text("regions", regions.length, named.map(([, name]) => name).join(", ")));
}

function drawResult(item) {
  result.draw(item, page);
  places.draw(item, page.model, result.language);
  looks.draw(item, result.language);
}

function redraw() {
  if (page.chosen) {
    drawResult(page.chosen);
  }
}

/** A tag was pressed: the sentence is written again with it, or without it. */
function press(tag) {
  const { steering } = page.chosen;
  steer(steering.includes(tag.en) ? steering.filter((word) => word !== tag.en) : [...steering, tag.en]);
}

function unsteer(word) {
  steer(page.chosen.steering.filter((other) => other !== word));
}

function steer(words) {
  page.chosen.steering = words;
  writeSentence(page.chosen, changed);
}

function forgetName(name) {
  page.names = page.names.filter((other) => other !== name);
  askNames(page.chosen, page.names, changed);
  byId("names").focus();
}

function remove(item) {
  const at = page.items.indexOf(item);
  const focused = document.activeElement;
  item.cancel();
  page.items.splice(at, 1);
  strip.remove(item);
  say(text("removed", item.name));
  if (page.items.length === 0) {
    empty();
  } else if (item === page.chosen) {
    page.chosen = undefined;
    choose(page.items[Math.min(at, page.items.length - 1)]);
    if (!focused?.isConnected) {
      strip.focus(page.chosen);
    }
  }
}

function clear() {
  page.items.splice(0).forEach((item) => {
    item.cancel();
    strip.remove(item);
  });
  say(text("cleared"));
  empty();
}

function empty() {
  page.chosen = undefined;
  viewer.clear();
  byId("history").hidden = true;
  byId("work").hidden = true;
  document.body.classList.remove("working");
  byId("choose").focus();
}

function onSubmit(id, does) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    does();
  });
}

onSubmit("token-form", async () => {
  useToken(byId("token").value.trim());
  opened = open();
  if (await opened) {
    page.items.filter((item) => item.problem?.code === "unauthorized").forEach(recognize);
    byId("choose").focus();
  } else {
    byId("token-hint").textContent = text("tokenWrong");
    byId("token").select();
  }
});
onSubmit("steer-form", () => {
  const words = listed(byId("steer").value);
  byId("steer").value = "";
  steer([...new Set([...page.chosen.steering, ...words])]);
});
onSubmit("names-form", () => {
  page.names = [...new Set([...page.names, ...listed(byId("names").value)])];
  byId("names").value = "";
  askNames(page.chosen, page.names, changed);
  redraw();
});
onSubmit("places-form", () => askPlaces(page.chosen, listed(byId("places-names").value), changed));
byId("unsteer").addEventListener("click", () => {
  steer([]);
  byId("steer").focus();
});
byId("again").addEventListener("click", () => {
  recognize(page.chosen);
  byId("result").focus();
});
byId("cancel").addEventListener("click", () => page.chosen.cancel());
byId("remove").addEventListener("click", () => remove(page.chosen));
byId("clear").addEventListener("click", clear);
byId("save").addEventListener("click", () => {
  const done = page.items.filter((item) => item.scores);
  save(done.map((item) => asJson(item, result.shift)), "tags.json");
});
byId("copy-text").addEventListener("click", () =>
  copied(asText(page.chosen, result.shift, result.language)),
);
byId("copy-json").addEventListener("click", () =>
  copied(JSON.stringify(asJson(page.chosen, result.shift), null, 2)),
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && page.chosen?.busy) {
    page.chosen.cancel();
  }
});

async function copied(content) {
  byId("copied").textContent = text((await copy(content)) ? "copied" : "notCopied");
  setTimeout(() => (byId("copied").textContent = ""), 3000);
}

takeImages(add);
