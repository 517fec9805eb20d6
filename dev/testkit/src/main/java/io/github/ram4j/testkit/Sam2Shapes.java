package io.github.ram4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and shapes of the tensors of SAM 2.1 tiny, those of single images. */
final class Sam2Shapes {
  private static final List<Integer> DEPTHS = List.of(1, 2, 7, 2);
  private static final int BACKGROUND = 7;
  private static final int WINDOW = 8;
  private static final String TRUNK = "image_encoder.trunk.";
  private static final String DECODER = "sam_mask_decoder.";

  private final Map<String, long[]> found = new LinkedHashMap<>();

  private Sam2Shapes() {}

  /**
   * The tensors of a model of some widths: of the first stage, of the decoder, within its layers.
   */
  static Map<String, long[]> tiny(int width, int dim, int feedForward) {
    Sam2Shapes shapes = new Sam2Shapes();
    shapes.trunk(width);
    shapes.neck(width, dim);
    Map<String, long[]> all = new LinkedHashMap<>(shapes.found);
    Map<String, long[]> decoder =
        SamShapes.vit(new SamShapes.Vit(1, 1, 0, 1, Set.of(), dim, feedForward, dim));
    decoder.forEach(
        (name, shape) -> {
          if (!name.startsWith("image_encoder.")) {
            all.put(
                "sam_"
                    + name.replace("mlp.lin1", "mlp.layers.0").replace("mlp.lin2", "mlp.layers.1"),
                shape);
          }
        });
    return all;
  }

  private void linear(String name, int out, int in) {
    found.put(name + ".weight", new long[] {out, in});
    found.put(name + ".bias", new long[] {out});
  }

  private void convolution(String name, int out, int in, int kernel) {
    found.put(name + ".weight", new long[] {out, in, kernel, kernel});
    found.put(name + ".bias", new long[] {out});
  }

  private void norm(String name, int width) {
    found.put(name + ".weight", new long[] {width});
    found.put(name + ".bias", new long[] {width});
  }

  private void trunk(int width) {
    found.put(TRUNK + "pos_embed", new long[] {1, width, BACKGROUND, BACKGROUND});
    found.put(TRUNK + "pos_embed_window", new long[] {1, width, WINDOW, WINDOW});
    convolution(TRUNK + "patch_embed.proj", width, 3, 7);
    int index = 0;
    int before = width;
    for (int stage = 0; stage < DEPTHS.size(); stage++) {
      int out = width << stage;
      for (int i = 0; i < DEPTHS.get(stage); i++) {
        block(TRUNK + "blocks." + index++ + ".", before, out);
        before = out;
      }
    }
  }

  private void block(String block, int in, int out) {
    norm(block + "norm1", in);
    linear(block + "attn.qkv", 3 * out, in);
    linear(block + "attn.proj", out, out);
    norm(block + "norm2", out);
    linear(block + "mlp.layers.0", 4 * out, out);
    linear(block + "mlp.layers.1", out, 4 * out);
    if (in != out) {
      linear(block + "proj", out, in);
    }
  }

  private void neck(int width, int dim) {
    for (int stage = 0; stage < DEPTHS.size(); stage++) {
      String name = "image_encoder.neck.convs." + (DEPTHS.size() - 1 - stage) + ".conv";
      convolution(name, dim, width << stage, 1);
    }
    found.put("no_mem_embed", new long[] {1, 1, dim});
    found.put(DECODER + "obj_score_token.weight", new long[] {1, dim});
    convolution(DECODER + "conv_s1", dim / 4, dim, 1);
    convolution(DECODER + "conv_s0", dim / 8, dim, 1);
  }

  /** The name in Hugging Face's files of a tensor that is published by another. */
  static String huggingFace(String published) {
    String name =
        published
            .replace(TRUNK, "vision_encoder.backbone.")
            .replace("mlp.layers.0", "mlp.proj_in")
            .replace("mlp.layers.1", "mlp.proj_out")
            .replaceFirst("(neck\\.convs\\.\\d+)\\.conv\\.", "$1.")
            .replace("no_mem_embed", "no_memory_embedding")
            .replace("sam_prompt_encoder.", "prompt_encoder.")
            .replace("sam_mask_decoder.", "mask_decoder.")
            .replace("out_proj", "o_proj");
    return SamShapes.huggingFace(name);
  }
}
