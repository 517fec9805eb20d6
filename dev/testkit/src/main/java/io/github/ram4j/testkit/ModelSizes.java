package io.github.ram4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sizes of a model and, from them, the names and shapes of its parameters as published.
 *
 * @param family ram, ram_plus or tag2text
 * @param imageSize side of the input, in pixels
 * @param embedDim width of the first Swin stage
 * @param depths blocks of each stage
 * @param heads attention heads of each stage
 * @param window side of an attention window
 * @param tags number of tags
 * @param hidden width of the BERT parts
 * @param intermediate width inside their feed-forward products
 * @param headLayers layers of the tagging head
 * @param headHeads attention heads of the tagging head
 * @param text sizes of the caption half, null for none
 */
@SuppressWarnings("ArrayRecordComponent") // a test fixture, never compared
public record ModelSizes(
    String family,
    int imageSize,
    int embedDim,
    int[] depths,
    int[] heads,
    int window,
    int tags,
    int hidden,
    int intermediate,
    int headLayers,
    int headHeads,
    Text text) {
  private static final int DESCRIPTIONS = 51;
  private static final int CLIP_WIDTH = 512;

  /**
   * Sizes of the tag encoder and the caption decoder.
   *
   * @param layers of each
   * @param heads attention heads, which no checkpoint shows
   * @param vocabulary rows of the word embeddings
   * @param positions rows of the position embeddings
   * @param sep the word that ends a sentence
   * @param sepLift advantage of it in the formula, so that sentences end
   */
  public record Text(int layers, int heads, int vocabulary, int positions, int sep, float sepLift) {

    /** bert-base-uncased's [SEP] and the reference's lift. */
    public static Text ofReference(int layers, int heads, int vocabulary, int positions) {
      return new Text(layers, heads, vocabulary, positions, 102, 14.5f);
    }
  }

  /** A model without captions. */
  public ModelSizes(
      String family,
      int imageSize,
      int embedDim,
      int[] depths,
      int[] heads,
      int window,
      int tags,
      int hidden,
      int intermediate,
      int headLayers,
      int headHeads) {
    this(
        family,
        imageSize,
        embedDim,
        depths,
        heads,
        window,
        tags,
        hidden,
        intermediate,
        headLayers,
        headHeads,
        null);
  }

  /** The same model with captions. */
  public ModelSizes withText(Text sizes) {
    return new ModelSizes(
        family,
        imageSize,
        embedDim,
        depths,
        heads,
        window,
        tags,
        hidden,
        intermediate,
        headLayers,
        headHeads,
        sizes);
  }

  /** The sizes of a tiny model, fast to convert and to run. */
  public static ModelSizes tiny(String family, int imageSize, int window, int tags) {
    int[] twos = {2, 2, 2, 2};
    int[] heads = {1, 2, 4, 8};
    return new ModelSizes(family, imageSize, 16, twos, heads, window, tags, 32, 64, 2, 4);
  }

  /** The sizes of a golden model, from its {@code config}. */
  public static ModelSizes ofConfig(JsonNode config) {
    return new ModelSizes(
        config.get("family").asText(),
        config.get("image_size").asInt(),
        config.get("embed_dim").asInt(),
        integers(config.get("depths")),
        integers(config.get("heads")),
        config.get("window").asInt(),
        config.get("tags").asInt(),
        config.get("hidden").asInt(),
        config.get("intermediate").asInt(),
        config.get("head_layers").asInt(),
        config.get("head_heads").asInt());
  }

  /** The sizes of a golden model with captions, from its {@code config}. */
  public static ModelSizes ofConfigWithText(JsonNode config) {
    return ofConfig(config)
        .withText(
            Text.ofReference(
                config.get("text_layers").asInt(),
                config.get("text_heads").asInt(),
                config.get("vocab").asInt(),
                config.get("max_positions").asInt()));
  }

  private static int[] integers(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  /** Every parameter, by its published name. */
  public Map<String, long[]> parameters() {
    Map<String, long[]> found = new LinkedHashMap<>();
    swin(found);
    boolean tag2text = family.equals("tag2text");
    int vision = embedDim * 8;
    int memory = tag2text ? vision : CLIP_WIDTH;
    for (int i = 0; i < headLayers; i++) {
      headLayer(found, "tagging_head.encoder.layer." + i + ".", memory);
    }
    if (text != null) {
      textModel(found, "tag_encoder.", memory);
      textModel(found, "text_decoder.bert.", hidden);
      linear(found, "text_decoder.cls.predictions.transform.dense", hidden, hidden);
      norm(found, "text_decoder.cls.predictions.transform.LayerNorm", hidden);
      found.put("text_decoder.cls.predictions.bias", new long[] {text.vocabulary()});
    }
    if (tag2text) {
      found.put("label_embed.weight", new long[] {tags, hidden});
      found.put("fc.W", new long[] {1, tags, hidden});
      found.put("fc.b", new long[] {1, tags});
      return found;
    }
    boolean plus = family.equals("ram_plus");
    found.put("label_embed", new long[] {(long) tags * (plus ? DESCRIPTIONS : 1), CLIP_WIDTH});
    if (plus) {
      found.put("reweight_scale", new long[] {});
    }
    linear(found, "wordvec_proj", hidden, CLIP_WIDTH);
    linear(found, "fc", 1, hidden);
    linear(found, "image_proj", CLIP_WIDTH, vision);
    return found;
  }

  private void swin(Map<String, long[]> found) {
    String encoder = "visual_encoder.";
    found.put(encoder + "patch_embed.proj.weight", new long[] {embedDim, 3, 4, 4});
    found.put(encoder + "patch_embed.proj.bias", new long[] {embedDim});
    norm(found, encoder + "patch_embed.norm", embedDim);
    for (int stage = 0; stage < depths.length; stage++) {
      int width = embedDim << stage;
      int fitting = Math.min(window, (imageSize / 4) >> stage);
      long table = (2L * fitting - 1) * (2L * fitting - 1);
      String layer = encoder + "layers." + stage + ".";
      for (int block = 0; block < depths[stage]; block++) {
        String name = layer + "blocks." + block + ".";
        norm(found, name + "norm1", width);
        found.put(name + "attn.relative_position_bias_table", new long[] {table, heads[stage]});
        linear(found, name + "attn.qkv", 3 * width, width);
        linear(found, name + "attn.proj", width, width);
        norm(found, name + "norm2", width);
        linear(found, name + "mlp.fc1", 4 * width, width);
        linear(found, name + "mlp.fc2", width, 4 * width);
      }
      if (stage < depths.length - 1) {
        found.put(layer + "downsample.reduction.weight", new long[] {2L * width, 4L * width});
        norm(found, layer + "downsample.norm", 4 * width);
      }
    }
    norm(found, encoder + "norm", embedDim * 8);
  }

  private void headLayer(Map<String, long[]> found, String layer, int memory) {
    linear(found, layer + "crossattention.self.query", hidden, hidden);
    linear(found, layer + "crossattention.self.key", hidden, memory);
    linear(found, layer + "crossattention.self.value", hidden, memory);
    linear(found, layer + "crossattention.output.dense", hidden, hidden);
    norm(found, layer + "crossattention.output.LayerNorm", hidden);
    linear(found, layer + "intermediate.dense", intermediate, hidden);
    linear(found, layer + "output.dense", hidden, intermediate);
    norm(found, layer + "output.LayerNorm", hidden);
  }

  private void textModel(Map<String, long[]> found, String model, int memory) {
    String embeddings = model + "embeddings.";
    found.put(embeddings + "word_embeddings.weight", new long[] {text.vocabulary(), hidden});
    found.put(embeddings + "position_embeddings.weight", new long[] {text.positions(), hidden});
    norm(found, embeddings + "LayerNorm", hidden);
    for (int i = 0; i < text.layers(); i++) {
      String layer = model + "encoder.layer." + i + ".";
      linear(found, layer + "attention.self.query", hidden, hidden);
      linear(found, layer + "attention.self.key", hidden, hidden);
      linear(found, layer + "attention.self.value", hidden, hidden);
      linear(found, layer + "attention.output.dense", hidden, hidden);
      norm(found, layer + "attention.output.LayerNorm", hidden);
      headLayer(found, layer, memory);
    }
  }

  private static void linear(Map<String, long[]> found, String name, int out, int in) {
    found.put(name + ".weight", new long[] {out, in});
    found.put(name + ".bias", new long[] {out});
  }

  private static void norm(Map<String, long[]> found, String name, int width) {
    found.put(name + ".weight", new long[] {width});
    found.put(name + ".bias", new long[] {width});
  }
}
