import { ask } from "./api.js";

/** Has a sentence about an image written, with the tags that steer it. */
export function writeSentence(item, changed) {
  const tags = item.steering.join(",");
  return item.caption.ask(
    tags,
    (signal) => ask("v1/caption", { body: item.file, parameters: tags ? { tags } : {}, signal }),
    () => changed(item),
  );
}

/** Has typed names of an image scored, where they have not been. */
export function askNames(item, asked, changed) {
  if (item?.state !== "done" || item.names.asked === asked || (asked.length === 0 && !item.names.answer)) {
    return;
  }
  item.names.ask(asked, (signal) => scores(item.file, asked, signal), () => changed(item));
}

async function scores(file, asked, signal) {
  if (asked.length === 0) {
    return undefined;
  }
  const parameters = { names: asked.join(","), limit: 0 };
  const { names } = await ask("v1/recognize", { body: file, parameters, signal });
  return { asked, names };
}

/** Has the regions of an image found: of names, or of the recognized tags where there are none. */
export function askPlaces(item, asked, changed) {
  const tags = asked.join(",");
  return item.places.ask(
    tags,
    (signal) => ask("v1/locate", { body: item.file, parameters: tags ? { tags } : {}, signal }),
    () => changed(item),
  );
}

/** Asks where the model looks for a tag; asked for the same once more, it is shown no longer. */
export function askLook(item, tag, changed) {
  if (item.looks.asked === tag.id) {
    item.looks.forget();
    return changed(item);
  }
  return item.looks.ask(
    tag.id,
    async (signal) => {
      const answer = await ask("v1/attention", { body: item.file, parameters: { tags: tag.en }, signal });
      return answer.attention.find(({ id }) => id === tag.id) ?? answer.attention[0];
    },
    () => changed(item),
  );
}
