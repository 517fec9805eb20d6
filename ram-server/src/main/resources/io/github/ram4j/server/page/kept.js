/** A value that this tab keeps until it is closed; nothing where the browser keeps nothing. */
export function kept(key) {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value until this tab is closed, where the browser does. */
export function keep(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // The page works without.
  }
}
