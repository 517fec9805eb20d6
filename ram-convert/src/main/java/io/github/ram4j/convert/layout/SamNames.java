package io.github.ram4j.convert.layout;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of SAM's tensors: the published ones, and those of Hugging Face's files. */
public final class SamNames {
  /** Prefix of the image encoder. */
  public static final String ENCODER = "image_encoder.";

  /** Prefix of the prompt encoder. */
  public static final String PROMPTS = "prompt_encoder.";

  /** Prefix of the mask decoder. */
  public static final String DECODER = "mask_decoder.";

  /** What SAM 2 adds to the embedding of an image that no other came before. */
  public static final String NO_MEMORY = "no_mem_embed";

  private static final String NECK = "neck.0.weight";
  private static final String TOKENS = DECODER + "mask_tokens.weight";
  private static final String HUGGING_FACE_NECK = "vision_encoder.neck.conv1.weight";

  private static final String SHARED = PROMPTS + "shared_embedding.positional_embedding";
  private static final String SHARED_AGAIN = "shared_image_embedding.positional_embedding";

  private record Renaming(String huggingFace, String published) {}

  /** Applied one after the other. */
  private static final List<Renaming> RENAMINGS =
      List.of(
          new Renaming("vision_encoder.layers.", ENCODER + "blocks."),
          new Renaming("vision_encoder.", ENCODER),
          new Renaming("patch_embed.projection", "patch_embed.proj"),
          new Renaming("neck.conv1", "neck.0"),
          new Renaming("neck.layer_norm1", "neck.1"),
          new Renaming("neck.conv2", "neck.2"),
          new Renaming("neck.layer_norm2", "neck.3"),
          new Renaming("mask_embed.conv1", "mask_downscaling.0"),
          new Renaming("mask_embed.layer_norm1", "mask_downscaling.1"),
          new Renaming("mask_embed.conv2", "mask_downscaling.3"),
          new Renaming("mask_embed.layer_norm2", "mask_downscaling.4"),
          new Renaming("mask_embed.conv3", "mask_downscaling.6"),
          new Renaming(PROMPTS + "point_embed.", PROMPTS + "point_embeddings."),
          new Renaming(
              "shared_embedding.positional_embedding",
              "pe_layer.positional_encoding_gaussian_matrix"),
          new Renaming("upscale_conv1", "output_upscaling.0"),
          new Renaming("upscale_layer_norm", "output_upscaling.1"),
          new Renaming("upscale_conv2", "output_upscaling.3"),
          new Renaming(".layer_norm", ".norm"));

  private static final List<String> OF_THREE = List.of("proj_in", "layers.0", "proj_out");

  private static final Pattern THREE_LAYERS =
      Pattern.compile(
          "(iou_prediction_head|output_hypernetworks_mlps\\.\\d+)\\.(proj_in|layers\\.0|proj_out)\\.");

  private SamNames() {}

  /** Returns whether a checkpoint has SAM's neck and mask tokens, by either kind of names. */
  public static boolean areIn(Weights weights) {
    return weights.has(TOKENS) && (weights.has(ENCODER + NECK) || weights.has(HUGGING_FACE_NECK));
  }

  /** Returns the tensors by their published names, whichever the file has. */
  public static Weights of(Weights weights) {
    return weights.has(HUGGING_FACE_NECK)
        ? weights.renamed(name -> published(sharedOnce(weights, name)))
        : weights;
  }

  /** The name of the matrix that two modules share, where a file has it by the other one alone. */
  static String sharedOnce(Weights weights, String name) {
    return name.equals(SHARED_AGAIN) && !weights.has(SHARED) ? SHARED : name;
  }

  /** The published name of a tensor that Hugging Face's files have by another. */
  static String published(String huggingFace) {
    String name = huggingFace;
    for (Renaming renaming : RENAMINGS) {
      name = name.replace(renaming.huggingFace(), renaming.published());
    }
    Matcher three = THREE_LAYERS.matcher(name);
    return three.find()
        ? three.replaceFirst("$1.layers." + OF_THREE.indexOf(three.group(2)) + ".")
        : name;
  }
}
