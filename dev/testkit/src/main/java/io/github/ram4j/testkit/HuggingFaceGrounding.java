package io.github.ram4j.testkit;

import io.github.ram4j.testkit.FormulaGrounding.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names by which Hugging Face's files have the tensors of a Grounding DINO. */
final class HuggingFaceGrounding {
  private static final String SWIN = "model.backbone.conv_encoder.model.";
  private static final Pattern LAYER =
      Pattern.compile(
          "transformer\\.(encoder|decoder)\\.(layers|text_layers|fusion_layers)\\.(\\d+)\\.(.*)");
  private static final Pattern SWIN_NORM = Pattern.compile("norm(\\d)\\.(.*)");
  private static final Pattern JOINED =
      Pattern.compile("(.*\\.(?:self_attn|ca_text|attn))\\.(?:in_proj_|qkv\\.)(weight|bias)");

  private static final String[][] OUTER = {
    {"bert.", "model.text_backbone."},
    {"input_proj.", "model.input_proj_vision."},
    {"feat_map.", "model.text_projection."},
    {"transformer.decoder.ref_point_head.", "model.decoder.reference_points_head."},
    {"transformer.decoder.bbox_embed.", "model.decoder.bbox_embed."},
    {"transformer.decoder.norm.", "model.decoder.layer_norm."},
    {"transformer.enc_out_bbox_embed.", "model.encoder_output_bbox_embed."},
    {"transformer.enc_output", "model.enc_output"},
    {"transformer.level_embed", "model.level_embed"},
    {"transformer.tgt_embed.", "model.query_position_embeddings."},
  };

  private static final Map<String, String> IMAGE =
      Map.of(
          "norm1", "self_attn_layer_norm",
          "linear1", "fc1",
          "linear2", "fc2",
          "norm2", "final_layer_norm");
  private static final Map<String, String> TEXT =
      Map.of(
          "norm1", "layer_norm_before",
          "norm2", "layer_norm_after",
          "linear1", "fc1",
          "linear2", "fc2");
  private static final Map<String, String> DECODER =
      Map.of(
          "cross_attn", "encoder_attn",
          "norm1", "encoder_attn_layer_norm",
          "ca_text", "encoder_attn_text",
          "catext_norm", "encoder_attn_text_layer_norm",
          "norm2", "self_attn_layer_norm",
          "linear1", "fc1",
          "linear2", "fc2",
          "norm3", "final_layer_norm");
  private static final Map<String, String> FUSION =
      Map.of(
          "gamma_v", "vision_param",
          "gamma_l", "text_param",
          "layer_norm_v", "layer_norm_vision",
          "layer_norm_l", "layer_norm_text",
          "v_proj", "vision_proj",
          "l_proj", "text_proj",
          "values_v_proj", "values_vision_proj",
          "values_l_proj", "values_text_proj",
          "out_v_proj", "out_vision_proj",
          "out_l_proj", "out_text_proj");

  private HuggingFaceGrounding() {}

  /** The tensors of a file: queries, keys and values apart, of the box heads one name of two. */
  static Map<String, Tensor> of(Map<String, long[]> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          if (name.matches("transformer\\.decoder\\.bbox_embed\\..*|bbox_embed\\.[1-9].*")) {
            return;
          }
          Matcher joined = JOINED.matcher(name);
          if (!joined.matches()) {
            tensors.put(renamed(name), new Tensor(name, shape, 0, 1));
            return;
          }
          String[] parts = {"query", "key", "value"};
          for (int i = 0; i < parts.length; i++) {
            String attention = renamed(joined.group(1) + ".x");
            tensors.put(
                "%s.%s.%s"
                    .formatted(
                        attention.substring(0, attention.length() - 2), parts[i], joined.group(2)),
                new Tensor(name, shape, i, parts.length));
          }
        });
    return tensors;
  }

  private static String renamed(String name) {
    if (name.startsWith("backbone.0.")) {
      return SWIN + swin(name.substring("backbone.0.".length()));
    }
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      String rest = layer.group(4);
      String begin = "model.%s.layers.%s.".formatted(layer.group(1), layer.group(3));
      if (layer.group(1).equals("decoder")) {
        return begin + first(rest, DECODER);
      }
      return begin
          + switch (layer.group(2)) {
            case "layers" -> "deformable_layer." + first(rest, IMAGE);
            case "text_layers" -> "text_enhancer_layer." + first(rest, TEXT);
            default ->
                "fusion_layer."
                    + (rest.startsWith("attn.")
                        ? "attn." + first(rest.substring(5), FUSION)
                        : first(rest, FUSION));
          };
    }
    for (String[] pair : OUTER) {
      if (name.startsWith(pair[0])) {
        return pair[1] + name.substring(pair[0].length());
      }
    }
    return name;
  }

  private static String first(String name, Map<String, String> names) {
    String[] parts = name.split("\\.", 2);
    String renamed = names.getOrDefault(parts[0], parts[0]);
    return parts.length == 1 ? renamed : renamed + "." + parts[1];
  }

  private static String swin(String name) {
    Matcher norm = SWIN_NORM.matcher(name);
    if (norm.matches()) {
      int stage = Integer.parseInt(norm.group(1)) + 1;
      return "hidden_states_norms.stage%d.%s".formatted(stage, norm.group(2));
    }
    return name.replace("patch_embed.proj", "embeddings.patch_embeddings.projection")
        .replace("patch_embed.norm", "embeddings.norm")
        .replaceFirst("^layers", "encoder.layers")
        .replace(".norm1.", ".layernorm_before.")
        .replace(".norm2.", ".layernorm_after.")
        .replace(".mlp.fc1.", ".intermediate.dense.")
        .replace(".mlp.fc2.", ".output.dense.")
        .replace(".attn.proj.", ".attention.output.dense.")
        .replace(".attn.", ".attention.self.");
  }
}
