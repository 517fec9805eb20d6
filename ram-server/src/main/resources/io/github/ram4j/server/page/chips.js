import { make, spoken } from "./dom.js";
import { names, written } from "./scores.js";
import { text } from "./texts.js";

/**
 * A tag with its score: a button that can be pressed where `press` is given; `beside` is a button of
 * its own that stands behind it.
 */
export function chip(tag, language, { press, pressed, used, beside } = {}) {
  const inside = [
    ...names(tag, language).map(([lang, name]) => spoken("span", lang, name)),
    make("span", { className: "score", textContent: written(tag.score) }),
  ];
  const body = press
    ? make("button", { type: "button", className: "chip", onclick: () => press(tag) }, ...inside)
    : make("span", { className: "chip" }, ...inside);
  if (press) {
    body.ariaPressed = String(pressed);
  }
  body.classList.toggle("used", Boolean(used));
  body.style.setProperty("--score", tag.score.toFixed(3));
  body.title = text("chipTitle", written(tag.score), written(tag.threshold));
  return keyed(tag.en, beside ? make("li", { className: "paired" }, body, beside) : make("li", {}, body));
}

/** A name that was typed, with its score once it is there, and a button that removes it. */
export function nameChip(name, found, language, remove) {
  const above = found && found.score > found.threshold;
  const shown = found ? names(found, language) : [["", name]];
  const body = make(
    "span",
    { className: `chip open${above ? "" : " below"}` },
    ...shown.map(([lang, part]) => spoken("span", lang, part)),
  );
  if (found) {
    const where = text(above ? "above" : "below");
    body.style.setProperty("--score", found.score.toFixed(3));
    body.title = `${text("chipTitle", written(found.score), written(found.threshold))}: ${where}`;
    body.append(
      make("span", { className: "score", textContent: written(found.score) }),
      make("span", { className: "unseen", textContent: where }),
    );
  }
  body.append(cross(name, remove));
  return keyed(name, make("li", {}, body));
}

/** A word that steers the sentence, with a button that removes it. */
export function steerChip(word, read, remove) {
  const body = make("span", { className: `chip${read ? "" : " below"}` }, spoken("span", "", word));
  if (!read) {
    body.append(make("span", { className: "note", textContent: text("unread") }));
  }
  body.append(cross(word, remove));
  return keyed(word, make("li", {}, body));
}

function cross(name, remove) {
  return make("button", {
    type: "button",
    className: "cross",
    textContent: "×",
    ariaLabel: text("removeName", name),
    onclick: () => remove(name),
  });
}

function keyed(key, element) {
  element.dataset.key = key;
  return element;
}
