package io.github.ram4j.convert.layout;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of Grounding DINO's tensors: those of Hugging Face's files as the authors' files have them.
 * Queries, keys and values, which the authors' files have in one tensor, keep names of their own.
 */
final class GroundingNames {
  private static final String HF_SWIN = "model.backbone.conv_encoder.model.";
  private static final String SWIN = "backbone.0.";

  private static final Pattern HF_NORM = Pattern.compile("hidden_states_norms\\.stage(\\d+)\\.");
  private static final Pattern HF_LAYER =
      Pattern.compile("model\\.(encoder|decoder)\\.layers\\.(\\d+)\\.(.*)");

  /** Beginnings of names outside of layers. */
  private static final List<Map.Entry<String, String>> OUTER =
      List.of(
          Map.entry("model.text_backbone.", "bert."),
          Map.entry("model.input_proj_vision.", "input_proj."),
          Map.entry("model.text_projection.", "feat_map."),
          Map.entry("model.level_embed", "transformer.level_embed"),
          Map.entry("model.query_position_embeddings.", "transformer.tgt_embed."),
          Map.entry("model.encoder_output_bbox_embed.", "transformer.enc_out_bbox_embed."),
          Map.entry("model.encoder_output_class_embed.", "transformer.enc_out_class_embed."),
          Map.entry("model.enc_output", "transformer.enc_output"),
          Map.entry("model.decoder.layer_norm.", "transformer.decoder.norm."),
          Map.entry("model.decoder.reference_points_head.", "transformer.decoder.ref_point_head."),
          Map.entry("model.decoder.bbox_embed.", "transformer.decoder.bbox_embed."),
          Map.entry("model.decoder.class_embed.", "transformer.decoder.class_embed."));

  /** Parts of names within the backbone, in the order of replacement. */
  private static final List<Map.Entry<String, String>> IN_SWIN =
      List.of(
          Map.entry("embeddings.patch_embeddings.projection.", "patch_embed.proj."),
          Map.entry("embeddings.norm.", "patch_embed.norm."),
          Map.entry("encoder.layers.", "layers."),
          Map.entry(".layernorm_before.", ".norm1."),
          Map.entry(".layernorm_after.", ".norm2."),
          Map.entry(".attention.self.", ".attn."),
          Map.entry(".attention.output.dense.", ".attn.proj."),
          Map.entry(".intermediate.dense.", ".mlp.fc1."),
          Map.entry(".output.dense.", ".mlp.fc2."));

  private static final Map<String, String> IN_FUSION =
      Map.of(
          "vision_param", "gamma_v",
          "text_param", "gamma_l",
          "layer_norm_vision", "layer_norm_v",
          "layer_norm_text", "layer_norm_l",
          "vision_proj", "v_proj",
          "text_proj", "l_proj",
          "values_vision_proj", "values_v_proj",
          "values_text_proj", "values_l_proj",
          "out_vision_proj", "out_v_proj",
          "out_text_proj", "out_l_proj");

  private static final Map<String, String> IN_TEXT =
      Map.of(
          "layer_norm_before", "norm1",
          "layer_norm_after", "norm2",
          "fc1", "linear1",
          "fc2", "linear2");

  private static final Map<String, String> IN_IMAGE =
      Map.of(
          "self_attn_layer_norm", "norm1",
          "fc1", "linear1",
          "fc2", "linear2",
          "final_layer_norm", "norm2");

  private static final Map<String, String> IN_DECODER =
      Map.of(
          "encoder_attn", "cross_attn",
          "encoder_attn_layer_norm", "norm1",
          "encoder_attn_text", "ca_text",
          "encoder_attn_text_layer_norm", "catext_norm",
          "self_attn_layer_norm", "norm2",
          "fc1", "linear1",
          "fc2", "linear2",
          "final_layer_norm", "norm3");

  private GroundingNames() {}

  /** Returns the authors' name of a tensor that Hugging Face's files have. */
  static String ofHuggingFace(String name) {
    if (name.startsWith(HF_SWIN)) {
      return SWIN + swin(name.substring(HF_SWIN.length()));
    }
    Matcher layer = HF_LAYER.matcher(name);
    if (layer.matches()) {
      return layer(layer.group(1), layer.group(2), layer.group(3));
    }
    for (Map.Entry<String, String> beginning : OUTER) {
      if (name.startsWith(beginning.getKey())) {
        return beginning.getValue() + name.substring(beginning.getKey().length());
      }
    }
    return name;
  }

  private static String swin(String name) {
    Matcher norm = HF_NORM.matcher(name);
    if (norm.lookingAt()) {
      return "norm%d.%s".formatted(Integer.parseInt(norm.group(1)) - 1, name.substring(norm.end()));
    }
    String renamed = name;
    for (Map.Entry<String, String> part : IN_SWIN) {
      renamed = renamed.replace(part.getKey(), part.getValue());
    }
    return renamed;
  }

  private static String layer(String side, String index, String rest) {
    if (side.equals("decoder")) {
      return "transformer.decoder.layers.%s.%s".formatted(index, first(rest, IN_DECODER));
    }
    int dot = rest.indexOf('.');
    String part = rest.substring(0, Math.max(0, dot));
    String inner = rest.substring(dot + 1);
    String begin = "transformer.encoder.%s.%s.%s";
    return switch (part) {
      case "fusion_layer" -> begin.formatted("fusion_layers", index, fusion(inner));
      case "text_enhancer_layer" -> begin.formatted("text_layers", index, first(inner, IN_TEXT));
      case "deformable_layer" -> begin.formatted("layers", index, first(inner, IN_IMAGE));
      default -> "model.encoder.layers.%s.%s".formatted(index, rest);
    };
  }

  private static String fusion(String name) {
    return name.startsWith("attn.")
        ? "attn." + first(name.substring("attn.".length()), IN_FUSION)
        : first(name, IN_FUSION);
  }

  /** Replaces the first part of a name. */
  private static String first(String name, Map<String, String> names) {
    int dot = name.indexOf('.');
    String part = dot < 0 ? name : name.substring(0, dot);
    return names.getOrDefault(part, part) + (dot < 0 ? "" : name.substring(dot));
  }
}
