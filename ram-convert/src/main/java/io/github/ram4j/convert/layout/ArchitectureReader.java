package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Finds the family and every size of a model in the names and shapes of its tensors. */
public final class ArchitectureReader {

  /**
   * Overrides of sizes, and sizes that files do not record.
   *
   * @param imageSizePx side of the input in pixels, empty to derive it from the file
   * @param window side of an attention window, in tokens, empty for the file's
   * @param headHeads attention heads of the tagging head
   * @param textHeads attention heads of the caption parts
   */
  public record Asked(OptionalInt imageSizePx, OptionalInt window, int headHeads, int textHeads) {}

  private final Weights weights;
  private final Asked asked;
  private final List<String> notes = new ArrayList<>();

  /** Creates a reader of one checkpoint. */
  public ArchitectureReader(Weights weights, Asked asked) {
    this.weights = weights;
    this.asked = asked;
  }

  /** Assumptions made during reading, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Reads the sizes.
   *
   * @return the architecture
   * @throws ModelException if the family is unknown or sizes are inconsistent
   */
  public Architecture read() {
    ModelFamily family =
        PublishedFamily.of(weights).orElseThrow(() -> PublishedFamily.unknown(weights));
    int embedDim = (int) weights.shape(TensorNames.PATCHES, 4)[0];
    List<Stage> stored = storedStages();
    int window = asked.window().orElse(stored.get(0).storedWindow());
    int imageSize = imageSize(window, stored.get(0).storedWindow());
    List<Stage> stages = fit(stored, window, imageSize);
    String first = TensorNames.HEAD_LAYER + "0.";
    int hidden = (int) weights.shape(first + "crossattention.self.query.weight", 2)[0];
    long[] labels =
        weights.shape(
            family.equals(ModelFamily.TAG2TEXT) ? TensorNames.TAG2TEXT_LABELS : TensorNames.LABELS,
            2);
    Architecture found =
        new Architecture(
            family,
            imageSize,
            embedDim,
            stages,
            hasPositions(stages.get(0)),
            tags(family, labels[0]),
            (int) labels[1],
            (int) weights.shape(first + "crossattention.self.key.weight", 2)[1],
            hidden,
            (int) weights.shape(first + "intermediate.dense.weight", 2)[0],
            headLayers(),
            asked.headHeads());
    requireDivisible("tagging head's width", hidden, "--head-heads", found.headHeads());
    if (found.headHeads() == ConvertDefaults.HEAD_HEADS) {
      notes.add("The tagging head has " + found.headHeads() + " attention heads, as published.");
    }
    return found;
  }

  /**
   * Reads the sizes of the caption half, which training checkpoints of RAM also have.
   *
   * @param sizes the sizes of the model
   * @return the sizes of the caption half
   * @throws ModelException if tensors of the caption half are missing
   */
  public Architecture.Text readText(Architecture sizes) {
    long[] words = weights.shape(TensorNames.DECODER_WORDS, 2);
    long[] positions = weights.shape(TensorNames.DECODER_POSITIONS, 2);
    if (positions[0] < CaptionSizes.TAG_TOKENS) {
      throw new ModelException(
          "%s: tensor %s: expected %d rows or more, for the tokens of tags, found %d"
              .formatted(
                  weights.source(),
                  TensorNames.DECODER_POSITIONS,
                  CaptionSizes.TAG_TOKENS,
                  positions[0]));
    }
    String query = ".attention.self.query.weight";
    requireDivisible("caption parts' width", sizes.hidden(), "--text-heads", asked.textHeads());
    notes.add(
        "The caption parts have %d attention heads; no file says it.".formatted(asked.textHeads()));
    return new Architecture.Text(
        count(TensorNames.TAG_ENCODER_LAYER, query),
        count(TensorNames.DECODER_LAYER, query),
        asked.textHeads(),
        Math.toIntExact(words[0]),
        Math.toIntExact(positions[0]));
  }

  /**
   * The number of layers of the tagging head. Files that store tied tensors once may have the
   * head's under the tag encoder's names only.
   */
  private int headLayers() {
    String query = ".crossattention.self.query.weight";
    if (weights.has(TensorNames.HEAD_LAYER + 0 + query)
        || !weights.has(TensorNames.TAG_ENCODER_LAYER + 0 + query)) {
      return count(TensorNames.HEAD_LAYER, query);
    }
    notes.add(
        "The tagging head has %d layers, as published; the file has them as the tag encoder's."
            .formatted(ConvertDefaults.HEAD_LAYERS));
    return ConvertDefaults.HEAD_LAYERS;
  }

  private int tags(ModelFamily family, long labelRows) {
    if (!family.equals(ModelFamily.RAM_PLUS)) {
      return Math.toIntExact(labelRows);
    }
    if (labelRows % Architecture.DESCRIPTIONS_PER_TAG != 0) {
      throw new ModelException(
          "%s: label_embed: expected %d rows for each tag of RAM++, found %d rows in all"
              .formatted(weights.source(), Architecture.DESCRIPTIONS_PER_TAG, labelRows));
    }
    return Math.toIntExact(labelRows / Architecture.DESCRIPTIONS_PER_TAG);
  }

  private boolean hasPositions(Stage first) {
    if (!weights.has(TensorNames.POSITIONS)) {
      return false;
    }
    long places = weights.shape(TensorNames.POSITIONS, 3)[1];
    if (places != first.tokens()) {
      throw new ModelException(
          "%s: tensor %s: expected the places of %d x %d patches, as --image-size %d has, found %d"
              .formatted(
                  weights.source(),
                  TensorNames.POSITIONS,
                  first.side(),
                  first.side(),
                  first.side() * Architecture.PATCH,
                  places));
    }
    return true;
  }

  private List<Stage> storedStages() {
    int stages = count(TensorNames.ENCODER + "layers.", ".blocks.0.attn.qkv.weight");
    List<Stage> found = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      String layer = TensorNames.ENCODER + "layers." + i + ".blocks.";
      long[] table = weights.shape(layer + "0.attn.relative_position_bias_table", 2);
      int side = (int) Math.round(Math.sqrt((double) table[0]));
      if ((long) side * side != table[0] || side % 2 == 0) {
        throw new ModelException(
            "%s: position bias table of stage %d: expected (2·window − 1)² rows, found %d"
                .formatted(weights.source(), i, table[0]));
      }
      int depth = count(layer, ".attn.qkv.weight");
      found.add(new Stage(depth, (int) table[1], 0, 0, (side + 1) / 2));
    }
    return found;
  }

  private int imageSize(int window, int storedWindow) {
    if (asked.imageSizePx().isPresent()) {
      return asked.imageSizePx().getAsInt();
    }
    if (weights.has(TensorNames.POSITIONS)) {
      long places = weights.shape(TensorNames.POSITIONS, 3)[1];
      return (int) Math.round(Math.sqrt((double) places)) * Architecture.PATCH;
    }
    String mask = TensorNames.ENCODER + "layers.0.blocks.1.attn_mask";
    if (window == storedWindow && weights.has(mask)) {
      int windows = (int) Math.round(Math.sqrt((double) weights.shape(mask, 3)[0]));
      return windows * window * Architecture.PATCH;
    }
    Integer usual = ConvertDefaults.IMAGE_SIZE_OF_WINDOW.get(window);
    if (usual == null) {
      throw new ModelException(
          "%s: image size: expected --image-size, since the file has no attn_mask to tell it"
              .formatted(weights.source()));
    }
    notes.add(
        "The image size is %d pixels, as published for window %d; the file does not say it."
            .formatted(usual, window));
    return usual;
  }

  private List<Stage> fit(List<Stage> stored, int window, int imageSize) {
    List<Stage> stages = new ArrayList<>();
    requireDivisible("--image-size", imageSize, "patch", Architecture.PATCH);
    for (int i = 0; i < stored.size(); i++) {
      Stage stage = stored.get(i);
      int patches = imageSize / Architecture.PATCH;
      requireDivisible("image size / 4", patches, "map scale", 1 << i);
      int side = patches >> i;
      int fitting = Math.min(window, side);
      if (side % fitting != 0) {
        throw new ModelException(
            ("%s: image size %d: expected stage %d's map of %d x %d tokens to be whole windows of"
                    + " %d; usual are --image-size 384 --window 12 and --image-size 224 --window 7")
                .formatted(weights.source(), imageSize, i, side, side, fitting));
      }
      stages.add(new Stage(stage.depth(), stage.heads(), side, fitting, stage.storedWindow()));
      if (fitting != stage.storedWindow()) {
        notes.add(
            "Stage %d: position bias tables of window %d were resampled to window %d."
                .formatted(i, stage.storedWindow(), fitting));
      }
    }
    return stages;
  }

  /** Counts layers; the numbering must have no gaps. */
  private int count(String prefix, String suffix) {
    int count = 0;
    while (weights.has(prefix + count + suffix)) {
      count++;
    }
    Pattern layer = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,9})\\..*");
    int found = count;
    boolean incomplete =
        weights.names().stream()
            .map(layer::matcher)
            .anyMatch(name -> name.matches() && Integer.parseInt(name.group(1)) >= found);
    if (count == 0 || incomplete) {
      throw new ModelException(
          "%s: expected a tensor %s%d%s, found none"
              .formatted(weights.source(), prefix, count, suffix));
    }
    return count;
  }

  private void requireDivisible(String what, int size, String by, int divisor) {
    if (size < 1 || divisor < 1 || size % divisor != 0) {
      throw new ModelException(
          "%s: %s %d: expected a multiple of %s %d"
              .formatted(weights.source(), what, size, by, divisor));
    }
  }
}
