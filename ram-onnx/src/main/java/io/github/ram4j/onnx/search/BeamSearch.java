package io.github.ram4j.onnx.search;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beam search as transformers 4.25 does it (generation/beam_search.py, BeamSearchScorer, and
 * generation/utils.py, beam_search; length penalty 1, no early stopping), which the authors call.
 */
final class BeamSearch implements Search {
  private final CaptionOptions options;
  private final int sep;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Beam> beams;
  private float[] scores = new float[0];

  /** An active hypothesis and the sum of its tokens' log-probabilities. */
  private record Beam(ActiveHypothesis hypothesis, float sum) {}

  BeamSearch(CaptionOptions options, int[] prompt, int sep) {
    this.options = options;
    this.sep = sep;
    this.beams = List.of(new Beam(ActiveHypothesis.prompt(prompt), 0));
  }

  @Override
  public List<ActiveHypothesis> active() {
    return beams.stream().map(Beam::hypothesis).toList();
  }

  @Override
  public void advance(float[] logits, int offset, int vocabulary, int firstPosition) {
    int length = beams.get(0).hypothesis().length();
    TopK candidates = candidates(logits, offset, vocabulary, length);
    List<Beam> next = new ArrayList<>(options.beams());
    for (int rank = 0; rank < candidates.size() && next.size() < options.beams(); rank++) {
      int row = candidates.index(rank) / vocabulary;
      int id = candidates.index(rank) % vocabulary;
      float sum = candidates.score(rank);
      Beam beam = beams.get(row);
      if (id != sep) {
        next.add(new Beam(beam.hypothesis().with(id, firstPosition + row), sum));
      } else if (rank < options.beams()) {
        int[] ids = Arrays.copyOf(beam.hypothesis().ids(), length + 1);
        ids[length] = sep;
        keep(Hypothesis.of(ids, (double) sum / length, Caption.Ending.SENTENCE));
      }
    }
    if (isDone((double) candidates.score(0) / length)) {
      beams = List.of();
    } else {
      beams = next;
      if (length + 1 == options.maxLength()) {
        keepActive(Caption.Ending.MAX_LENGTH);
      }
    }
  }

  /** The best next tokens of all beams, twice as many as beams. */
  private TopK candidates(float[] logits, int offset, int vocabulary, int length) {
    scores = scores.length == vocabulary ? scores : new float[vocabulary];
    TopK best = new TopK(2 * options.beams());
    for (int row = 0; row < beams.size(); row++) {
      Beam beam = beams.get(row);
      System.arraycopy(logits, offset + row * vocabulary, scores, 0, vocabulary);
      LogitsProcessors.logSoftmax(scores);
      LogitsProcessors.penalize(scores, beam.hypothesis().ids(), options.repetitionPenalty());
      if (length < options.minLength()) {
        scores[sep] = Float.NEGATIVE_INFINITY;
      }
      for (int id = 0; id < vocabulary; id++) {
        best.offer(scores[id] + beam.sum(), row * vocabulary + id);
      }
    }
    return best;
  }

  /** Returns whether no active hypothesis can still be kept. */
  private boolean isDone(double bestActive) {
    return finished.size() == options.beams() && worst() >= bestActive;
  }

  /** Keeps the best so many, best first; of equal ones the later first, as the reference sorts. */
  private void keep(Hypothesis ended) {
    if (finished.size() == options.beams()) {
      if (ended.score() <= worst()) {
        return;
      }
      finished.remove(finished.size() - 1);
    }
    int place = 0;
    while (place < finished.size() && finished.get(place).score() > ended.score()) {
      place++;
    }
    finished.add(place, ended);
  }

  private double worst() {
    return finished.get(finished.size() - 1).score();
  }

  private void keepActive(Caption.Ending ending) {
    for (Beam beam : beams) {
      int[] ids = beam.hypothesis().ids();
      keep(Hypothesis.of(ids, (double) beam.sum() / ids.length, ending));
    }
    beams = List.of();
  }

  @Override
  public List<Hypothesis> finish() {
    keepActive(Caption.Ending.STOPPED);
    return finished.subList(0, Math.min(finished.size(), options.captions()));
  }
}
