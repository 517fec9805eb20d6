package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of a model's parameters in the published checkpoints.
 *
 * <p>Immutable and thread-safe. Further tensors of a file (position indices, masks) follow from the
 * sizes.
 */
public final class PublishedLayout {

  private final Map<String, long[]> parameters = new LinkedHashMap<>();
  private final Map<String, String> ties = new LinkedHashMap<>();

  private PublishedLayout() {}

  /** Returns the layout of a model. */
  public static PublishedLayout of(ModelShape shape) {
    PublishedLayout layout = new PublishedLayout();
    layout.labels(shape.sizes());
    layout.encoder(shape.sizes());
    layout.head(shape.sizes());
    shape.text().ifPresent(text -> layout.text(shape.sizes(), text));
    layout.classifier(shape.sizes());
    return layout;
  }

  /** The shapes by name, each tensor once. */
  public Map<String, long[]> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** The second names of tied tensors, each with the tensor's first name. */
  public Map<String, String> ties() {
    return Collections.unmodifiableMap(ties);
  }

  private void labels(Architecture sizes) {
    ModelFamily family = sizes.family();
    if (family.equals(ModelFamily.TAG2TEXT)) {
      put(TensorNames.TAG2TEXT_LABELS, sizes.tags(), sizes.hidden());
    } else if (family.equals(ModelFamily.RAM)) {
      put(TensorNames.LABELS, sizes.tags(), ModelShape.CLIP_WIDTH);
    } else if (family.equals(ModelFamily.RAM_PLUS)) {
      long rows = (long) sizes.tags() * Architecture.DESCRIPTIONS_PER_TAG;
      put(TensorNames.LABELS, rows, ModelShape.CLIP_WIDTH);
      put(TensorNames.REWEIGHT_SCALE);
    } else {
      throw new IllegalArgumentException(
          "family to train: expected ram, ram_plus or tag2text, found " + family);
    }
  }

  private void encoder(Architecture sizes) {
    put(
        TensorNames.ENCODER + "patch_embed.proj.weight",
        sizes.embedDim(),
        3,
        Architecture.PATCH,
        Architecture.PATCH);
    put(TensorNames.ENCODER + "patch_embed.proj.bias", sizes.embedDim());
    norm(TensorNames.ENCODER + "patch_embed.norm", sizes.embedDim());
    if (sizes.absolutePositions()) {
      put(TensorNames.POSITIONS, 1, sizes.stages().get(0).tokens(), sizes.embedDim());
    }
    List<Stage> stages = sizes.stages();
    for (int i = 0; i < stages.size(); i++) {
      String layer = TensorNames.ENCODER + "layers." + i + ".";
      for (int block = 0; block < stages.get(i).depth(); block++) {
        block(layer + "blocks." + block + ".", stages.get(i), sizes.width(i));
      }
      if (i < stages.size() - 1) {
        put(layer + "downsample.reduction.weight", 2L * sizes.width(i), 4L * sizes.width(i));
        norm(layer + "downsample.norm", 4L * sizes.width(i));
      }
    }
    norm(TensorNames.ENCODER + "norm", sizes.visionWidth());
  }

  private void block(String block, Stage stage, long width) {
    norm(block + "norm1", width);
    long side = 2L * stage.window() - 1;
    put(block + "attn.relative_position_bias_table", side * side, stage.heads());
    linear(block + "attn.qkv", width, 3 * width);
    linear(block + "attn.proj", width, width);
    norm(block + "norm2", width);
    linear(block + "mlp.fc1", width, 4 * width);
    linear(block + "mlp.fc2", 4 * width, width);
  }

  private void head(Architecture sizes) {
    for (int i = 0; i < sizes.headLayers(); i++) {
      String layer = TensorNames.HEAD_LAYER + i + ".";
      attention(layer + "crossattention.", sizes.hidden(), sizes.memoryWidth());
      feedForward(layer, sizes);
    }
  }

  private void text(Architecture sizes, Architecture.Text text) {
    embeddings(TensorNames.TAG_ENCODER, sizes, text);
    for (int i = 0; i < text.encoderLayers(); i++) {
      String layer = TensorNames.TAG_ENCODER + "encoder.layer." + i + ".";
      attention(layer + "attention.", sizes.hidden(), sizes.hidden());
      if (i < sizes.headLayers()) {
        tie(layer, TensorNames.HEAD_LAYER + i + ".");
      } else {
        attention(layer + "crossattention.", sizes.hidden(), sizes.memoryWidth());
        feedForward(layer, sizes);
      }
    }
    embeddings(TensorNames.DECODER, sizes, text);
    for (int i = 0; i < text.decoderLayers(); i++) {
      String layer = TensorNames.DECODER + "encoder.layer." + i + ".";
      attention(layer + "attention.", sizes.hidden(), sizes.hidden());
      attention(layer + "crossattention.", sizes.hidden(), sizes.hidden());
      feedForward(layer, sizes);
    }
    put(TensorNames.PREDICTIONS + "bias", text.vocabulary());
    linear(TensorNames.PREDICTIONS + "transform.dense", sizes.hidden(), sizes.hidden());
    norm(TensorNames.PREDICTIONS + "transform.LayerNorm", sizes.hidden());
    ties.put(
        TensorNames.PREDICTIONS + "decoder.weight",
        TensorNames.DECODER + "embeddings.word_embeddings.weight");
    ties.put(TensorNames.PREDICTIONS + "decoder.bias", TensorNames.PREDICTIONS + "bias");
  }

  private void embeddings(String part, Architecture sizes, Architecture.Text text) {
    put(part + "embeddings.word_embeddings.weight", text.vocabulary(), sizes.hidden());
    put(part + "embeddings.position_embeddings.weight", text.positions(), sizes.hidden());
    norm(part + "embeddings.LayerNorm", sizes.hidden());
  }

  /**
   * Ties a layer of the tag encoder to the tagging head's: its lowest layers are shared except for
   * self-attention.
   */
  private void tie(String layer, String of) {
    for (String part : List.of("crossattention.", "intermediate.", "output.")) {
      parameters.keySet().stream()
          .filter(name -> name.startsWith(of + part))
          .forEach(name -> ties.put(layer + name.substring(of.length()), name));
    }
  }

  private void classifier(Architecture sizes) {
    if (sizes.family().equals(ModelFamily.TAG2TEXT)) {
      put("fc.W", 1, sizes.tags(), sizes.hidden());
      put("fc.b", 1, sizes.tags());
      return;
    }
    linear("wordvec_proj", ModelShape.CLIP_WIDTH, sizes.hidden());
    linear("fc", sizes.hidden(), 1);
    linear("image_proj", sizes.visionWidth(), ModelShape.CLIP_WIDTH);
  }

  private void attention(String name, long hidden, long memoryWidth) {
    linear(name + "self.query", hidden, hidden);
    linear(name + "self.key", memoryWidth, hidden);
    linear(name + "self.value", memoryWidth, hidden);
    linear(name + "output.dense", hidden, hidden);
    norm(name + "output.LayerNorm", hidden);
  }

  private void feedForward(String layer, Architecture sizes) {
    linear(layer + "intermediate.dense", sizes.hidden(), sizes.intermediate());
    linear(layer + "output.dense", sizes.intermediate(), sizes.hidden());
    norm(layer + "output.LayerNorm", sizes.hidden());
  }

  private void linear(String name, long in, long out) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void norm(String name, long width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void put(String name, long... shape) {
    parameters.put(name, shape);
  }
}
