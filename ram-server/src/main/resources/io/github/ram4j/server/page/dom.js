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

/**
 * Makes elements with data-key the children of a list. Those that look the same stay, so that what
 * is being pressed is not replaced; the one with the focus keeps it.
 */
export function fill(list, wanted) {
  const before = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const children = wanted.map((child) => {
    const old = before.get(child.dataset.key);
    return old?.isEqualNode(child) ? old : child;
  });
  if (children.length === before.size && children.every((child, i) => child === list.children[i])) {
    return;
  }
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined;
  const holder = focused?.closest("[data-key]");
  const at = holder && Math.max(0, [...holder.querySelectorAll("button")].indexOf(focused));
  list.replaceChildren(...children);
  if (holder) {
    const same = children.find((child) => child.dataset.key === holder.dataset.key);
    same?.querySelectorAll("button")[at]?.focus();
  }
}

/** Says something to screen readers. */
export function say(text) {
  byId("said").textContent = text;
}
