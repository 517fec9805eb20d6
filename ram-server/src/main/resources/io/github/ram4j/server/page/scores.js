const LEAST = 0.01;
const MOST = 0.99;

/** A threshold moved by the slider; it stays between 0.01 and 0.99 unless the model's own does not. */
export function moved(own, shift) {
  return Math.min(Math.max(own + shift, Math.min(own, LEAST)), Math.max(own, MOST));
}

/** The tags whose scores are greater than their thresholds, the best first. */
export function above(tags, scores, shift) {
  const found = [];
  tags.forEach((tag, i) => {
    const threshold = moved(tag.threshold, shift);
    if (scores[i] > threshold) {
      found.push({ ...tag, score: scores[i], threshold });
    }
  });
  return found.sort((a, b) => b.score - a.score);
}

/** A tag's names in a language: pairs of a language and a text. A tag without Chinese has its English. */
export function names(tag, language) {
  const chinese = (tag.zh ?? []).join("、");
  const both = [];
  if (language !== "zh" || !chinese) {
    both.push(["en", tag.en]);
  }
  if (language !== "en" && chinese && chinese !== tag.en) {
    both.push(["zh-Hans", chinese]);
  }
  return both;
}

/** A score as the page writes it: two digits, never more than is there. */
export const written = (score) => (Math.floor(score * 100) / 100).toFixed(2);

/** Texts that commas separate, each once. */
export const listed = (typed) => [
  ...new Set(typed.split(/[,，、\n]/).map((name) => name.trim()).filter(Boolean)),
];
