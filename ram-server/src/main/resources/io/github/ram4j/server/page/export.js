import { make } from "./dom.js";
import { above, moved, names } from "./scores.js";

/** What the page shows of an image, in the form of the API. */
export function asJson(item, shift) {
  const found = { image: item.name, tags: above(item.tags, item.scores, shift) };
  if (item.names.answer) {
    found.names = item.names.answer.names.map((name) => ({
      ...name,
      threshold: moved(name.threshold, shift),
    }));
  }
  if (item.caption.answer) {
    found.caption = item.caption.answer;
  }
  return found;
}

/** What the page shows of an image, as text: the sentence, then the tags and names. */
export function asText(item, shift, language) {
  const found = asJson(item, shift);
  const shown = [...found.tags, ...(found.names ?? []).filter((name) => name.score > name.threshold)];
  const list = shown.map((tag) => names(tag, language).map(([, name]) => name).join(" ")).join(", ");
  return [found.caption?.caption, list].filter(Boolean).join("\n");
}

/** Copies text; true where the browser allowed it. */
export async function copy(copied) {
  try {
    await navigator.clipboard.writeText(copied);
    return true;
  } catch {
    return copyBySelection(copied);
  }
}

/** The way of pages that are not served by https or from this machine. */
function copyBySelection(copied) {
  const focused = document.activeElement;
  const area = make("textarea", { value: copied, className: "unseen", ariaHidden: "true" });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

/** Saves a value as a file of JSON. */
export function save(value, name) {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(value, null, 2), "\n"], { type: "application/json" }),
  );
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
