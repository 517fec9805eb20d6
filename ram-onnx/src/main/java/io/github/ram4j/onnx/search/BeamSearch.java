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
  private final List<Finished> finished = new ArrayList<>();
  private List<Beam> beams;
  private float[] scores = new float[0];

  /** A sentence and the sum of its words' log-probabilities. */
  private record Beam(Sentence sentence, float sum) {}

  BeamSearch(CaptionOptions options, int[] prompt, int sep) {
    this.options = options;
    this.sep = sep;
    this.beams = List.of(new Beam(Sentence.prompt(prompt), 0));
  }

  @Override
  public List<Sentence> running() {
    return beams.stream().map(Beam::sentence).toList();
  }

  @Override
  public void advance(float[] logits, int offset, int vocabulary, int firstSlot) {
    int length = beams.get(0).sentence().length();
    Candidates candidates = candidates(logits, offset, vocabulary, length);
    List<Beam> next = new ArrayList<>(options.beams());
    for (int rank = 0; rank < candidates.size() && next.size() < options.beams(); rank++) {
      int row = candidates.index(rank) / vocabulary;
      int id = candidates.index(rank) % vocabulary;
      float sum = candidates.score(rank);
      Beam beam = beams.get(row);
      if (id != sep) {
        next.add(new Beam(beam.sentence().with(id, firstSlot + row), sum));
      } else if (rank < options.beams()) {
        int[] ids = Arrays.copyOf(beam.sentence().ids(), length + 1);
        ids[length] = sep;
        keep(Finished.of(ids, (double) sum / length, Caption.Ending.SENTENCE));
      }
    }
    if (isDone((double) candidates.score(0) / length)) {
      beams = List.of();
    } else {
      beams = next;
      if (length + 1 == options.maxLength()) {
        keepRunning(Caption.Ending.MAX_LENGTH);
      }
    }
  }

  /** The best words of all beams, twice as many as beams. */
  private Candidates candidates(float[] logits, int offset, int vocabulary, int length) {
    scores = scores.length == vocabulary ? scores : new float[vocabulary];
    Candidates best = new Candidates(2 * options.beams());
    for (int row = 0; row < beams.size(); row++) {
      Beam beam = beams.get(row);
      System.arraycopy(logits, offset + row * vocabulary, scores, 0, vocabulary);
      WordScores.logSoftmax(scores);
      WordScores.penalize(scores, beam.sentence().ids(), options.repetitionPenalty());
      if (length < options.minLength()) {
        scores[sep] = Float.NEGATIVE_INFINITY;
      }
      for (int id = 0; id < vocabulary; id++) {
        best.offer(scores[id] + beam.sum(), row * vocabulary + id);
      }
    }
    return best;
  }

  /** Whether no sentence that goes on could still be kept. */
  private boolean isDone(double bestRunning) {
    return finished.size() == options.beams() && worst() >= bestRunning;
  }

  /** Keeps the best so many, best first; of equal ones the later first, as the reference sorts. */
  private void keep(Finished sentence) {
    if (finished.size() == options.beams()) {
      if (sentence.score() <= worst()) {
        return;
      }
      finished.remove(finished.size() - 1);
    }
    int place = 0;
    while (place < finished.size() && finished.get(place).score() > sentence.score()) {
      place++;
    }
    finished.add(place, sentence);
  }

  private double worst() {
    return finished.get(finished.size() - 1).score();
  }

  private void keepRunning(Caption.Ending ending) {
    for (Beam beam : beams) {
      int[] ids = beam.sentence().ids();
      keep(Finished.of(ids, (double) beam.sum() / ids.length, ending));
    }
    beams = List.of();
  }

  @Override
  public List<Finished> finish() {
    keepRunning(Caption.Ending.STOPPED);
    return finished.subList(0, Math.min(finished.size(), options.captions()));
  }
}
