package io.github.ram4j.convert.layout;

import java.util.regex.Pattern;

/**
 * Names of SAM 2's tensors: the published ones, and those of Hugging Face's files. Both become
 * SAM's where the tensor is one of SAM's; the image encoder's are the published ones.
 */
public final class Sam2Names {
  private static final String TOKENS = "mask_decoder.obj_score_token.weight";
  private static final String PUBLISHED = "sam_";
  private static final String PUBLISHED_TRUNK = SamNames.ENCODER + "trunk.";
  private static final String HUGGING_FACE_TRUNK = "vision_encoder.backbone.";

  private static final Pattern PUBLISHED_PARTS =
      Pattern.compile("^sam_(?=prompt_encoder\\.|mask_decoder\\.)");

  private static final Pattern DECODER_LAYER =
      Pattern.compile("^(mask_decoder\\.transformer\\.layers\\.\\d+\\.mlp\\.)layers\\.([01])\\.");

  private static final Pattern LATERAL = Pattern.compile("(neck\\.convs\\.\\d+)\\.(?!conv\\.)");

  private Sam2Names() {}

  /** Returns whether a checkpoint has SAM 2's trunk and tokens, by either kind of names. */
  public static boolean areIn(Weights weights) {
    return (weights.has(PUBLISHED + TOKENS) && has(weights, PUBLISHED_TRUNK))
        || isHuggingFace(weights);
  }

  private static boolean isHuggingFace(Weights weights) {
    return weights.has(TOKENS) && has(weights, HUGGING_FACE_TRUNK);
  }

  private static boolean has(Weights weights, String trunk) {
    return weights.has(trunk + "pos_embed_window");
  }

  /** Returns the tensors by SAM's names, whichever the file has. */
  public static Weights of(Weights weights) {
    return isHuggingFace(weights)
        ? weights.renamed(name -> ofHuggingFace(SamNames.sharedOnce(weights, name)))
        : weights.renamed(Sam2Names::ofPublished);
  }

  /** SAM's name of a tensor that is published by another. */
  static String ofPublished(String published) {
    String name = PUBLISHED_PARTS.matcher(published).replaceFirst("");
    return ofLayer(name);
  }

  private static String ofLayer(String name) {
    var layer = DECODER_LAYER.matcher(name);
    return layer.find()
        ? layer.replaceFirst("$1" + (layer.group(2).equals("0") ? "lin1." : "lin2."))
        : name;
  }

  /** SAM's name of a tensor that Hugging Face's files have by another. */
  static String ofHuggingFace(String huggingFace) {
    String name =
        huggingFace
            .replace(HUGGING_FACE_TRUNK, PUBLISHED_TRUNK)
            .replace("no_memory_embedding", SamNames.NO_MEMORY)
            .replace(".o_proj.", ".out_proj.")
            .replace(".mlp.proj_in.", ".mlp.layers.0.")
            .replace(".mlp.proj_out.", ".mlp.layers.1.");
    return ofLayer(LATERAL.matcher(SamNames.published(name)).replaceFirst("$1.conv."));
  }
}
