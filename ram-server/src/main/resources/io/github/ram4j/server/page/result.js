import { drawCaption, used } from "./caption.js";
import { chip, nameChip } from "./chips.js";
import { byId, fill, say } from "./dom.js";
import { lookButton } from "./looks.js";
import { above, moved } from "./scores.js";
import { meaning, text } from "./texts.js";

const SHOWN = 60;
const QUIET_MS = 600;

/** The result of the chosen image, as the slider and the language of tags have it. */
export class Result {
  #does;
  #captions = false;
  #names = false;
  #looks = false;
  #most = SHOWN;
  #saying;

  constructor(does) {
    this.#does = does;
    this.slider = byId("shift");
    this.slider.addEventListener("input", () => {
      this.drawShift();
      does.redraw();
      clearTimeout(this.#saying);
      this.#saying = setTimeout(() => say(text("count", Number(byId("count").textContent))), QUIET_MS);
    });
    byId("reset").addEventListener("click", () => {
      this.slider.value = 0;
      this.slider.focus();
      this.slider.dispatchEvent(new Event("input"));
    });
    byId("tag-language").addEventListener("change", does.redraw);
    byId("more").addEventListener("click", () => {
      this.#most = Infinity;
      does.redraw();
      byId("result").focus({ preventScroll: true });
    });
    this.drawShift();
  }

  /** How far the slider moves all thresholds. */
  get shift() {
    return this.slider.valueAsNumber / 100;
  }

  /** The language of tags: "en", "zh" or "both". */
  get language() {
    return document.querySelector("[name=tag-language]:checked").value;
  }

  /** Offers what the model can. */
  offer(model) {
    this.#captions = model.captions;
    this.#names = model.names;
    this.#looks = model.attention;
  }

  /** Begins with another image. */
  begin() {
    this.#most = SHOWN;
  }

  drawShift() {
    const by = Math.abs(this.shift).toFixed(2);
    const words =
      this.shift === 0 ? text("ownThresholds") : text(this.shift < 0 ? "lowered" : "raised", by);
    byId("shift-words").textContent = words;
    this.slider.ariaValueText = words;
    byId("reset").disabled = this.shift === 0;
  }

  draw(item, { names }) {
    this.#drawState(item);
    const found = item.scores ? above(item.tags, item.scores, this.shift) : [];
    byId("count").textContent = item.scores ? String(found.length) : "";
    byId("none").hidden = !item.scores || found.length > 0;
    byId("more").hidden = found.length <= this.#most;
    byId("more").textContent = text("more", found.length - this.#most);
    const shown = found.slice(0, this.#most);
    fill(byId("chips"), shown.map((tag) => this.#chip(item, tag)));
    byId("caption-part").hidden = !this.#captions || !this.#usable(item);
    drawCaption(item, shown, this.#does.unsteer);
    byId("names-part").hidden = !this.#names || !this.#usable(item);
    this.#drawNames(item, names);
  }

  #usable(item) {
    return item.state !== "failed" && item.state !== "cancelled";
  }

  #chip(item, tag) {
    const beside = this.#looks
      ? lookButton(tag, this.language, { look: this.#does.look, shown: item.looks.asked === tag.id })
      : undefined;
    return this.#captions
      ? chip(tag, this.language, {
          press: this.#does.press,
          pressed: item.steering.includes(tag.en),
          used: used(item.caption.answer).has(tag.en),
          beside,
        })
      : chip(tag, this.language, { beside });
  }

  #drawState(item) {
    const running = item.state === "waiting" || item.state === "running";
    byId("running").hidden = !running;
    byId("running-text").textContent = text(item.state === "waiting" ? "waiting" : "recognizing");
    byId("tags-part").hidden = !this.#usable(item);
    byId("problem").hidden = this.#usable(item);
    byId("problem-title").textContent = item.problem ? meaning(item.problem.code) : text("cancelled");
    byId("problem-detail").textContent = item.problem?.message ?? "";
    byId("copy-text").disabled = byId("copy-json").disabled = !item.scores;
  }

  #drawNames(item, asked) {
    const { answer, busy, problem } = item.names;
    byId("names-problem").hidden = !problem;
    byId("names-problem").textContent = problem ? `${meaning(problem.code)}: ${problem.message}` : "";
    byId("name-chips").ariaBusy = String(busy);
    fill(
      byId("name-chips"),
      asked.map((name) => {
        const found = answer?.names[answer.asked.indexOf(name)];
        const shifted = found && { ...found, threshold: moved(found.threshold, this.shift) };
        return nameChip(name, shifted, this.language, this.#does.forgetName);
      }),
    );
  }
}
