import { byId } from "./dom.js";
import { keep, kept } from "./kept.js";
import { preferredLanguage, speak } from "./texts.js";

/** The language and colours of the page, kept until the tab is closed. */
export function offerSettings(languageChanged) {
  const language = byId("page-language");
  language.value = kept("language") ?? preferredLanguage();
  speak(language.value);
  language.addEventListener("change", () => {
    keep("language", language.value);
    speak(language.value);
    languageChanged();
  });
  const theme = byId("theme");
  theme.value = kept("theme") ?? "system";
  document.documentElement.dataset.theme = theme.value;
  theme.addEventListener("change", () => {
    keep("theme", theme.value);
    document.documentElement.dataset.theme = theme.value;
  });
}
