package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.GroundingLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.text.WordList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The conversion of Grounding DINO, and of MM-Grounding-DINO and LLMDet in Hugging Face's files.
 */
final class GroundingDinoConversion implements ModelConversion {
  @Override
  public ModelFamily family() {
    return LocatingGraphs.GROUNDING_DINO;
  }

  @Override
  public boolean accepts(Weights weights) {
    return GroundingLayout.isIn(weights);
  }

  @Override
  public Set<ModelChoice> takes() {
    return EnumSet.of(ModelChoice.WORDS);
  }

  @Override
  public ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    GroundingLayout layout = GroundingLayout.read(weights);
    return new ModelSummary(0, GroundingDino.describe(layout), GroundingDino.assumptions(layout));
  }

  @Override
  public PreparedModel prepare(Weights weights, ModelRequest request) throws IOException {
    GroundingLayout layout = GroundingLayout.read(weights);
    List<String> assumed = new ArrayList<>(GroundingDino.assumptions(layout));
    WordList words =
        request.words().isPresent()
            ? WordListFile.read(request.words().get())
            : WordList.bertBaseUncased();
    int vocabulary = layout.sizes().text().vocabulary();
    if (words.size() > vocabulary) {
      throw new ModelException(
          "%s: list of words %s: expected at most %d, as the checkpoint has ids, found %d"
              .formatted(
                  weights.source(),
                  request.words().map(Object::toString).orElse("bert-base-uncased"),
                  vocabulary,
                  words.size()));
    }
    if (!words.isBertBaseUncased()) {
      assumed.add(
          "The words of %s are those that the checkpoint was trained with, though they are not bert-base-uncased's."
              .formatted(request.words().get().getFileName()));
    }
    return new GroundingDino(weights.source(), layout, words, assumed);
  }
}
