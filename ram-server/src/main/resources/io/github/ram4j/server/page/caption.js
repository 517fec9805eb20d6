import { byId, fill, make } from "./dom.js";
import { steerChip } from "./chips.js";
import { text } from "./texts.js";

/**
 * Draws the sentence of an image, the mentioned tags underlined, and the words that steer it but
 * those of chips, which show it themselves.
 */
export function drawCaption(item, chips, unsteer) {
  const { answer, begun, problem } = item.caption;
  const busy = item.caption.busy || !begun;
  const sentence = byId("sentence");
  sentence.ariaBusy = String(busy);
  if (answer) {
    sentence.lang = "en";
    sentence.replaceChildren(...mentions(answer));
  } else {
    sentence.lang = "";
    sentence.textContent = problem ? "" : text(busy ? "writing" : "cancelled");
  }
  byId("caption-problem").hidden = !problem;
  byId("caption-problem").textContent = problem?.message ?? "";
  byId("unsteer").disabled = item.steering.length === 0;
  fill(
    byId("steering"),
    item.steering
      .filter((word) => !chips.some((tag) => tag.en === word))
      .map((word) => steerChip(word, busy || read(answer, word), unsteer)),
  );
}

/** The tags that a sentence used, by their English names. */
export const used = (answer) =>
  new Set((answer?.steering ?? []).filter((tag) => tag.used).map((tag) => tag.tag));

function read(answer, word) {
  return answer?.steering.find((tag) => tag.tag === word)?.read !== false;
}

/** The sentence in parts: text, and an underlined element for each mention. */
function mentions({ caption, steering }) {
  const ranges = steering.flatMap((tag) => tag.ranges.map(([start, end]) => ({ start, end, tag })));
  const parts = [];
  let at = 0;
  for (const { start, end, tag } of ranges.sort((a, b) => a.start - b.start)) {
    if (start >= at) {
      parts.push(
        caption.slice(at, start),
        make("u", { textContent: caption.slice(start, end), title: tag.tag }),
      );
      at = end;
    }
  }
  return [...parts, caption.slice(at)];
}
