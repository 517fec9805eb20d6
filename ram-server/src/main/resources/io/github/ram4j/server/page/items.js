import { ask, Problem } from "./api.js";

const AT_ONCE = 3;
let made = 0;

/**
 * An image of this visit and what is known of it. Its state is "waiting", "running", "done",
 * "failed" or "cancelled".
 */
export class Item {
  constructor(file, name, folder = false) {
    this.key = String(++made);
    this.file = file;
    this.name = name;
    this.folder = folder;
    this.steering = [];
    this.reset();
  }

  reset() {
    this.state = "waiting";
    this.problem = undefined;
    this.scores = undefined;
    this.tags = [];
    this.caption = new Inquiry();
    this.names = new Inquiry();
    this.places = new Inquiry();
    this.looks = new Inquiry();
    this.stop = new AbortController();
  }

  /** Ends everything that is asked for this image. */
  cancel() {
    this.stop.abort();
    if (this.state === "waiting") {
      this.state = "cancelled";
    }
    this.caption.cancel();
    this.names.cancel();
    this.places.cancel();
    this.looks.cancel();
  }

  /** Whether the server is being asked. */
  get busy() {
    return (
      ["waiting", "running"].includes(this.state) ||
      [this.caption, this.names, this.places, this.looks].some((inquiry) => inquiry.busy)
    );
  }
}

/** A question about an image that can be asked again: the last answer stays until the next is there. */
class Inquiry {
  busy = false;
  begun = false;
  answer;
  problem;
  asked;
  #stop;

  async ask(asked, question, changed) {
    this.cancel();
    const stop = (this.#stop = new AbortController());
    this.asked = asked;
    this.busy = this.begun = true;
    this.problem = undefined;
    changed();
    try {
      const answer = await question(stop.signal);
      if (stop === this.#stop) {
        this.answer = answer;
      }
    } catch (failure) {
      if (stop === this.#stop) {
        this.asked = undefined;
        this.problem = stop.signal.aborted ? undefined : asProblem(failure);
      }
    }
    if (stop === this.#stop) {
      this.busy = false;
      changed();
    }
  }

  cancel() {
    this.#stop?.abort();
  }

  /** Forgets what was asked and answered. */
  forget() {
    this.cancel();
    this.#stop = undefined;
    this.busy = this.begun = false;
    this.answer = this.problem = this.asked = undefined;
  }
}

/** Images that are recognized, a few at once, in the order in which they came. */
export class Queue {
  #waiting = [];
  #running = 0;

  /**
   * A queue that tells what has changed, has more asked for each image that is recognized, and gets
   * the tags of a list that scores belong to.
   */
  constructor(changed, more, tagsOf) {
    this.changed = changed;
    this.more = more;
    this.tagsOf = tagsOf;
  }

  add(item, largestBytes) {
    item.reset();
    this.#waiting = this.#waiting.filter((other) => other !== item);
    item.problem = this.#refusal(item, largestBytes);
    if (item.problem) {
      item.state = "failed";
      this.changed(item);
      return;
    }
    this.#waiting.push(item);
    this.changed(item);
    this.#next();
  }

  /** Why an item is not sent at all. */
  #refusal({ file, folder }, largestBytes) {
    if (folder) {
      return new Problem("folder", `image: expected a file, found the folder ${file.name}`);
    }
    return file.size > largestBytes
      ? new Problem("too-large", `image: expected at most ${largestBytes} bytes, found ${file.size}`)
      : undefined;
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) {
      const item = this.#waiting.shift();
      this.#running++;
      this.#recognize(item)
        .then((recognized) => {
          this.changed(item);
          return recognized && this.more(item);
        })
        .finally(() => {
          this.#running--;
          this.#next();
        });
    }
  }

  /** True where the image has its scores. */
  async #recognize(item) {
    const { stop } = item;
    const { signal } = stop;
    try {
      signal.throwIfAborted();
      item.state = "running";
      this.changed(item);
      const answer = await ask("v1/recognize", { body: item.file, parameters: { all: true, limit: 0 }, signal });
      const tags = await this.tagsOf(answer.list);
      if (stop === item.stop) {
        item.scores = answer.scores;
        item.tags = tags;
        item.state = "done";
      }
    } catch (failure) {
      if (stop === item.stop) {
        item.state = signal.aborted ? "cancelled" : "failed";
        item.problem = signal.aborted ? undefined : asProblem(failure);
      }
    }
    return stop === item.stop && item.state === "done";
  }
}

function asProblem(failure) {
  return failure instanceof Problem ? failure : new Problem("other", String(failure.message));
}
