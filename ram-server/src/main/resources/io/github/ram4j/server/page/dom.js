/** The element with an id. */
export const byId = (id) => document.getElementById(id);

/** A new element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A new element with text in a language. */
export const spoken = (tag, lang, text) => make(tag, { lang, textContent: text });

/** Replaces the children of a list; the child with the focus keeps it, by its data-key. */
export function fill(list, children) {
  const focused = list.contains(document.activeElement)
    ? document.activeElement.closest("[data-key]")?.dataset.key
    : undefined;
  list.replaceChildren(...children);
  if (focused !== undefined) {
    const again = [...list.querySelectorAll("[data-key]")].find((e) => e.dataset.key === focused);
    (again?.matches("button") ? again : again?.querySelector("button"))?.focus();
  }
}

/** Says something to screen readers. */
export function say(text) {
  byId("said").textContent = text;
}
