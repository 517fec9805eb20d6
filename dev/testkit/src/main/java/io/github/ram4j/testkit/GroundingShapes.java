package io.github.ram4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and shapes of a Grounding DINO's tensors, as the authors' files have them. */
final class GroundingShapes {
  private final JsonNode sizes;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private GroundingShapes(JsonNode sizes) {
    this.sizes = sizes;
  }

  /** The shapes by name, of the sizes of an expected.json. */
  static Map<String, long[]> of(JsonNode sizes) {
    GroundingShapes made = new GroundingShapes(sizes);
    made.encoder();
    made.decoder();
    made.text();
    made.backbone();
    return made.shapes;
  }

  private int size(String name) {
    return sizes.get(name).asInt();
  }

  private void put(String name, long... shape) {
    shapes.put(name, shape);
  }

  private void linear(String name, long out, long in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void norm(String name, long width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void attention(String name) {
    int width = size("d");
    put(name + ".in_proj_weight", 3L * width, width);
    put(name + ".in_proj_bias", 3L * width);
    linear(name + ".out_proj", width, width);
  }

  private void deformable(String name) {
    int width = size("d");
    int points = size("nheads") * size("levels") * size("points");
    linear(name + ".sampling_offsets", 2L * points, width);
    linear(name + ".attention_weights", points, width);
    linear(name + ".value_proj", width, width);
    linear(name + ".output_proj", width, width);
  }

  private void boxes(String name) {
    int width = size("d");
    linear(name + ".layers.0", width, width);
    linear(name + ".layers.1", width, width);
    linear(name + ".layers.2", 4, width);
  }

  private void encoder() {
    int width = size("d");
    int inner = size("ffn");
    put("transformer.level_embed", size("levels"), width);
    for (int i = 0; i < size("encoder_layers"); i++) {
      String image = "transformer.encoder.layers." + i;
      deformable(image + ".self_attn");
      norm(image + ".norm1", width);
      linear(image + ".linear1", inner, width);
      linear(image + ".linear2", width, inner);
      norm(image + ".norm2", width);
      String text = "transformer.encoder.text_layers." + i;
      attention(text + ".self_attn");
      linear(text + ".linear1", inner / 2, width);
      linear(text + ".linear2", width, inner / 2);
      norm(text + ".norm1", width);
      norm(text + ".norm2", width);
      String fusion = "transformer.encoder.fusion_layers." + i;
      put(fusion + ".gamma_v", width);
      put(fusion + ".gamma_l", width);
      norm(fusion + ".layer_norm_v", width);
      norm(fusion + ".layer_norm_l", width);
      for (String side : new String[] {"v_proj", "l_proj", "values_v_proj", "values_l_proj"}) {
        linear(fusion + ".attn." + side, inner / 2, width);
      }
      linear(fusion + ".attn.out_v_proj", width, inner / 2);
      linear(fusion + ".attn.out_l_proj", width, inner / 2);
    }
  }

  private void decoder() {
    int width = size("d");
    for (int i = 0; i < size("decoder_layers"); i++) {
      String layer = "transformer.decoder.layers." + i;
      deformable(layer + ".cross_attn");
      norm(layer + ".norm1", width);
      attention(layer + ".ca_text");
      norm(layer + ".catext_norm", width);
      attention(layer + ".self_attn");
      norm(layer + ".norm2", width);
      linear(layer + ".linear1", size("ffn"), width);
      linear(layer + ".linear2", width, size("ffn"));
      norm(layer + ".norm3", width);
      boxes("transformer.decoder.bbox_embed." + i);
      boxes("bbox_embed." + i);
    }
    norm("transformer.decoder.norm", width);
    linear("transformer.decoder.ref_point_head.layers.0", width, 2L * width);
    linear("transformer.decoder.ref_point_head.layers.1", width, width);
    put("transformer.tgt_embed.weight", size("queries"), width);
    linear("transformer.enc_output", width, width);
    norm("transformer.enc_output_norm", width);
    boxes("transformer.enc_out_bbox_embed");
    put("label_enc.weight", 4, width);
  }

  private void text() {
    int hidden = size("text_hidden");
    put("bert.embeddings.word_embeddings.weight", size("vocab"), hidden);
    put("bert.embeddings.position_embeddings.weight", size("positions"), hidden);
    put("bert.embeddings.token_type_embeddings.weight", 2, hidden);
    norm("bert.embeddings.LayerNorm", hidden);
    for (int i = 0; i < size("text_layers"); i++) {
      String layer = "bert.encoder.layer." + i + ".";
      for (String part : new String[] {"query", "key", "value"}) {
        linear(layer + "attention.self." + part, hidden, hidden);
      }
      linear(layer + "attention.output.dense", hidden, hidden);
      norm(layer + "attention.output.LayerNorm", hidden);
      linear(layer + "intermediate.dense", size("text_intermediate"), hidden);
      linear(layer + "output.dense", hidden, size("text_intermediate"));
      norm(layer + "output.LayerNorm", hidden);
    }
    linear("bert.pooler.dense", hidden, hidden);
    linear("feat_map", size("d"), hidden);
  }

  private void backbone() {
    int embed = size("embed_dim");
    put("backbone.0.patch_embed.proj.weight", embed, 3, 4, 4);
    put("backbone.0.patch_embed.proj.bias", embed);
    norm("backbone.0.patch_embed.norm", embed);
    for (int i = 0; i < sizes.get("depths").size(); i++) {
      int channels = embed << i;
      String stage = "backbone.0.layers." + i;
      for (int j = 0; j < sizes.get("depths").get(i).asInt(); j++) {
        block(stage + ".blocks." + j + ".", channels, sizes.get("heads").get(i).asInt());
      }
      if (i < 3) {
        put(stage + ".downsample.reduction.weight", 2L * channels, 4L * channels);
        norm(stage + ".downsample.norm", 4L * channels);
      }
      if (i > 0) {
        norm("backbone.0.norm" + i, channels);
        projection(i - 1, channels, 1);
      }
    }
    projection(3, embed << 3, 3);
  }

  private void block(String name, int width, int heads) {
    int side = 2 * size("window") - 1;
    norm(name + "norm1", width);
    put(name + "attn.relative_position_bias_table", (long) side * side, heads);
    linear(name + "attn.qkv", 3L * width, width);
    linear(name + "attn.proj", width, width);
    norm(name + "norm2", width);
    linear(name + "mlp.fc1", 4L * width, width);
    linear(name + "mlp.fc2", width, 4L * width);
  }

  private void projection(int level, int channels, int kernel) {
    put("input_proj." + level + ".0.weight", size("d"), channels, kernel, kernel);
    put("input_proj." + level + ".0.bias", size("d"));
    norm("input_proj." + level + ".1", size("d"));
  }
}
