package io.github.ram4j.convert;

import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.checkpoint.TensorToWrite;
import io.github.ram4j.convert.checkpoint.TorchZipWriter;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as the authors publish them: a {@code .pth} with tables and optimizer state beside them.
 */
final class PublishedFile {
  private static final float APART = -100f;
  private static final String HEAD = "tagging_head.";
  private static final String OLD_HEAD = "vision_multi.";

  private PublishedFile() {}

  /**
   * Writes such a file.
   *
   * @param weights the file of the weights
   * @param older whether with the names and without the tables of older files
   */
  static void write(Path file, Path weights, ModelSizes sizes, boolean older) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(weights)) {
      Map<String, TensorToWrite> published = new LinkedHashMap<>();
      for (CheckpointTensor tensor : checkpoint.tensors().values()) {
        String name = older ? tensor.name().replace(HEAD, OLD_HEAD) : tensor.name();
        published.put(name, TensorToWrite.floats(tensor.shape(), tensor.elements()));
      }
      if (!older) {
        swinTables(published, sizes);
      }
      if (sizes.text() != null) {
        positionIds(published, sizes.text().positions());
      }
      TorchZipWriter.write(file, published, Map.of("optimizer", optimizer(published), "epoch", 3));
    }
  }

  private static void swinTables(Map<String, TensorToWrite> published, ModelSizes sizes) {
    for (int stage = 0; stage < sizes.depths().length; stage++) {
      int side = (sizes.imageSize() / 4) >> stage;
      int window = Math.min(sizes.window(), side);
      for (int block = 0; block < sizes.depths()[stage]; block++) {
        String name = "visual_encoder.layers." + stage + ".blocks." + block + ".";
        int tokens = window * window;
        published.put(
            name + "attn.relative_position_index",
            TensorToWrite.longs(new long[] {tokens, tokens}, positionIndex(window)));
        if (block % 2 == 1 && side > window) {
          float[] mask = shiftMask(side, window);
          published.put(
              name + "attn_mask",
              TensorToWrite.floats(
                  new long[] {mask.length / tokens / tokens, tokens, tokens},
                  sink -> sink.accept(mask, 0, mask.length)));
        }
      }
    }
  }

  private static long[] positionIndex(int window) {
    int tokens = window * window;
    long[] index = new long[tokens * tokens];
    for (int i = 0; i < index.length; i++) {
      int a = i / tokens;
      int b = i % tokens;
      int dy = a / window - b / window + window - 1;
      int dx = a % window - b % window + window - 1;
      index[i] = dy * (2L * window - 1) + dx;
    }
    return index;
  }

  private static float[] shiftMask(int side, int window) {
    int tokens = window * window;
    int across = side / window;
    float[] mask = new float[side * side * tokens];
    for (int i = 0; i < mask.length; i++) {
      int corner = i / tokens / tokens;
      int top = corner / across * window;
      int left = corner % across * window;
      int a = i / tokens % tokens;
      int b = i % tokens;
      boolean together =
          strip(top + a / window, side, window) == strip(top + b / window, side, window)
              && strip(left + a % window, side, window) == strip(left + b % window, side, window);
      mask[i] = together ? 0 : APART;
    }
    return mask;
  }

  /** Which of the three strips of a rolled map a row or column is in. */
  private static int strip(int place, int side, int window) {
    return place < side - window ? 0 : place < side - window / 2 ? 1 : 2;
  }

  private static void positionIds(Map<String, TensorToWrite> published, int positions) {
    long[] ids = new long[positions];
    for (int i = 0; i < positions; i++) {
      ids[i] = i;
    }
    for (String model : List.of("tag_encoder.", "text_decoder.bert.")) {
      published.put(
          model + "embeddings.position_ids", TensorToWrite.longs(new long[] {1, positions}, ids));
    }
  }

  /** As AdamW keeps it, for the first weight. */
  private static Map<String, Object> optimizer(Map<String, TensorToWrite> published) {
    long[] shape = published.values().iterator().next().shape();
    int elements = 1;
    for (long size : shape) {
      elements *= (int) size;
    }
    float[] moments = new float[elements];
    TensorToWrite tensor =
        TensorToWrite.floats(shape, sink -> sink.accept(moments, 0, moments.length));
    return Map.of(
        "state", Map.of("0", Map.of("step", 7, "exp_avg", tensor)),
        "param_groups", List.of(Map.of("lr", 1e-5, "params", List.of(0))));
  }
}
