package io.github.ram4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and shapes of SAM's and MobileSAM's tensors. */
final class SamShapes {

  /** Sizes of a model with a vision transformer. */
  record Vit(
      int grid,
      int dim,
      int depth,
      int heads,
      Set<Integer> global,
      int promptDim,
      int feedForward,
      int qualityWidth) {

    Vit withGrid(int places) {
      return new Vit(places, dim, depth, heads, global, promptDim, feedForward, qualityWidth);
    }
  }

  static final Vit VIT_B = published(768, 12, 12, Set.of(2, 5, 8, 11));
  static final Vit VIT_L = published(1024, 24, 16, Set.of(5, 11, 17, 23));
  static final Vit VIT_H = published(1280, 32, 16, Set.of(7, 15, 23, 31));
  static final Vit TINY = new Vit(16, 48, 4, 4, Set.of(1, 3), 32, 64, 32);

  private static final int WINDOW = 14;
  private static final int MASK_CHANNELS = 16;
  private static final int ANSWERS = 4;
  private static final String ENCODER = "image_encoder.";
  private static final String PROMPTS = "prompt_encoder.";
  private static final String DECODER = "mask_decoder.";

  private static final int[] DIMS = {64, 128, 160, 320};
  private static final int[] DEPTHS = {2, 2, 6, 2};
  private static final int[] HEADS = {2, 4, 5, 10};
  private static final int[] WINDOWS = {7, 7, 14, 7};

  private static final Pattern THREE_LAYERS =
      Pattern.compile("(iou_prediction_head|hypernetworks_mlps\\.\\d+)\\.layers\\.([012])");

  private final Map<String, long[]> found = new LinkedHashMap<>();

  private SamShapes() {}

  /** ViT-L for images of 256 pixels. */
  static final Vit VIT_L_256 = VIT_L.withGrid(16);

  /** ViT-H for images of 256 pixels. */
  static final Vit VIT_H_256 = VIT_H.withGrid(16);

  private static Vit published(int dim, int depth, int heads, Set<Integer> global) {
    return new Vit(64, dim, depth, heads, global, 256, 2048, 256);
  }

  static Map<String, long[]> vit(Vit sizes) {
    SamShapes shapes = new SamShapes();
    shapes.vitEncoder(sizes);
    shapes.rest(sizes.dim(), sizes.promptDim(), sizes.feedForward(), sizes.qualityWidth());
    return shapes.found;
  }

  static Map<String, long[]> mobile() {
    SamShapes shapes = new SamShapes();
    shapes.tinyVitEncoder();
    shapes.rest(DIMS[3], 256, 2048, 256);
    return shapes.found;
  }

  private void put(String name, long... shape) {
    found.put(name, shape);
  }

  private void linear(String name, int out, int in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void norm(String name, int width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void convolution(String name, int out, int in, int kernel) {
    put(name + ".weight", out, in, kernel, kernel);
    put(name + ".bias", out);
  }

  private void normed(String name, int out, int in, int kernel) {
    put(name + ".c.weight", out, in, kernel, kernel);
    norm(name + ".bn", out);
    put(name + ".bn.running_mean", out);
    put(name + ".bn.running_var", out);
  }

  private void vitEncoder(Vit sizes) {
    int dim = sizes.dim();
    put(ENCODER + "pos_embed", 1, sizes.grid(), sizes.grid(), dim);
    convolution(ENCODER + "patch_embed.proj", dim, 3, 16);
    for (int i = 0; i < sizes.depth(); i++) {
      String block = ENCODER + "blocks." + i + ".";
      norm(block + "norm1", dim);
      long side = sizes.global().contains(i) ? sizes.grid() : WINDOW;
      put(block + "attn.rel_pos_h", 2 * side - 1, dim / sizes.heads());
      put(block + "attn.rel_pos_w", 2 * side - 1, dim / sizes.heads());
      linear(block + "attn.qkv", 3 * dim, dim);
      linear(block + "attn.proj", dim, dim);
      norm(block + "norm2", dim);
      linear(block + "mlp.lin1", 4 * dim, dim);
      linear(block + "mlp.lin2", dim, 4 * dim);
    }
  }

  private void tinyVitEncoder() {
    normed(ENCODER + "patch_embed.seq.0", DIMS[0] / 2, 3, 3);
    normed(ENCODER + "patch_embed.seq.2", DIMS[0], DIMS[0] / 2, 3);
    for (int i = 0; i < DIMS.length; i++) {
      for (int j = 0; j < DEPTHS[i]; j++) {
        tinyVitBlock(i, ENCODER + "layers." + i + ".blocks." + j + ".");
      }
      if (i < DIMS.length - 1) {
        three(ENCODER + "layers." + i + ".downsample.", DIMS[i], DIMS[i + 1], DIMS[i + 1]);
      }
    }
    norm(ENCODER + "norm_head", DIMS[3]);
    linear(ENCODER + "head", 1000, DIMS[3]);
  }

  private void tinyVitBlock(int stage, String block) {
    int dim = DIMS[stage];
    if (stage == 0) {
      three(block, dim, 4 * dim, dim);
      return;
    }
    put(block + "attn.attention_biases", HEADS[stage], (long) WINDOWS[stage] * WINDOWS[stage]);
    norm(block + "attn.norm", dim);
    linear(block + "attn.qkv", 3 * dim, dim);
    linear(block + "attn.proj", dim, dim);
    norm(block + "mlp.norm", dim);
    linear(block + "mlp.fc1", 4 * dim, dim);
    linear(block + "mlp.fc2", dim, 4 * dim);
    normed(block + "local_conv", dim, 1, 3);
  }

  private void three(String prefix, int in, int inner, int out) {
    normed(prefix + "conv1", inner, in, 1);
    normed(prefix + "conv2", inner, 1, 3);
    normed(prefix + "conv3", out, inner, 1);
  }

  /** The neck, the prompt encoder and the mask decoder. */
  private void rest(int width, int dim, int feedForward, int qualityWidth) {
    put(ENCODER + "neck.0.weight", dim, width, 1, 1);
    norm(ENCODER + "neck.1", dim);
    put(ENCODER + "neck.2.weight", dim, dim, 3, 3);
    norm(ENCODER + "neck.3", dim);
    put(PROMPTS + "pe_layer.positional_encoding_gaussian_matrix", 2, dim / 2);
    for (int i = 0; i < 4; i++) {
      put(PROMPTS + "point_embeddings." + i + ".weight", 1, dim);
    }
    put(PROMPTS + "not_a_point_embed.weight", 1, dim);
    put(PROMPTS + "no_mask_embed.weight", 1, dim);
    convolution(PROMPTS + "mask_downscaling.0", MASK_CHANNELS / 4, 1, 2);
    convolution(PROMPTS + "mask_downscaling.3", MASK_CHANNELS, MASK_CHANNELS / 4, 2);
    convolution(PROMPTS + "mask_downscaling.6", dim, MASK_CHANNELS, 1);
    norm(PROMPTS + "mask_downscaling.1", MASK_CHANNELS / 4);
    norm(PROMPTS + "mask_downscaling.4", MASK_CHANNELS);
    for (int i = 0; i < 2; i++) {
      String layer = DECODER + "transformer.layers." + i + ".";
      attention(layer + "self_attn", dim, dim);
      attention(layer + "cross_attn_token_to_image", dim / 2, dim);
      attention(layer + "cross_attn_image_to_token", dim / 2, dim);
      for (int k = 1; k <= 4; k++) {
        norm(layer + "norm" + k, dim);
      }
      linear(layer + "mlp.lin1", feedForward, dim);
      linear(layer + "mlp.lin2", dim, feedForward);
    }
    attention(DECODER + "transformer.final_attn_token_to_image", dim / 2, dim);
    norm(DECODER + "transformer.norm_final_attn", dim);
    heads(dim, qualityWidth);
  }

  private void attention(String name, int inner, int dim) {
    for (String part : List.of("q", "k", "v")) {
      linear(name + "." + part + "_proj", inner, dim);
    }
    linear(name + ".out_proj", dim, inner);
  }

  private void heads(int dim, int qualityWidth) {
    put(DECODER + "iou_token.weight", 1, dim);
    put(DECODER + "mask_tokens.weight", ANSWERS, dim);
    put(DECODER + "output_upscaling.0.weight", dim, dim / 4, 2, 2);
    put(DECODER + "output_upscaling.0.bias", dim / 4);
    norm(DECODER + "output_upscaling.1", dim / 4);
    put(DECODER + "output_upscaling.3.weight", dim / 4, dim / 8, 2, 2);
    put(DECODER + "output_upscaling.3.bias", dim / 8);
    for (int i = 0; i < ANSWERS; i++) {
      String name = DECODER + "output_hypernetworks_mlps." + i + ".layers.";
      linear(name + 0, dim, dim);
      linear(name + 1, dim, dim);
      linear(name + 2, dim / 8, dim);
    }
    linear(DECODER + "iou_prediction_head.layers.0", qualityWidth, dim);
    linear(DECODER + "iou_prediction_head.layers.1", qualityWidth, qualityWidth);
    linear(DECODER + "iou_prediction_head.layers.2", ANSWERS, qualityWidth);
  }

  /** The name in Hugging Face's files of a tensor that is published by another. */
  static String huggingFace(String published) {
    Matcher three = THREE_LAYERS.matcher(published);
    String name =
        three.find()
            ? three.replaceFirst(
                "$1."
                    + List.of("proj_in", "layers.0", "proj_out")
                        .get(Integer.parseInt(three.group(2))))
            : published;
    return name.replace("output_upscaling.0", "upscale_conv1")
        .replace("output_upscaling.1", "upscale_layer_norm")
        .replace("output_upscaling.3", "upscale_conv2")
        .replace("mask_downscaling.0", "mask_embed.conv1")
        .replace("mask_downscaling.1", "mask_embed.layer_norm1")
        .replace("mask_downscaling.3", "mask_embed.conv2")
        .replace("mask_downscaling.4", "mask_embed.layer_norm2")
        .replace("mask_downscaling.6", "mask_embed.conv3")
        .replace("point_embeddings", "point_embed")
        .replace(
            "pe_layer.positional_encoding_gaussian_matrix", "shared_embedding.positional_embedding")
        .replace("image_encoder.blocks", "vision_encoder.layers")
        .replace("image_encoder", "vision_encoder")
        .replace("neck.0", "neck.conv1")
        .replace("neck.1", "neck.layer_norm1")
        .replace("neck.2", "neck.conv2")
        .replace("neck.3", "neck.layer_norm2")
        .replace("patch_embed.proj", "patch_embed.projection")
        .replace(".norm", ".layer_norm");
  }
}
