package io.github.ram4j.train.model;

import io.github.ram4j.convert.checkpoint.TensorToWrite;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Architecture.Stage;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Buffers computed from a model's sizes, which published checkpoints hold beside the weights. */
public final class ComputedBuffers {
  /** The attention mask's value for tokens from different sides of a roll. */
  private static final float APART = -100f;

  private ComputedBuffers() {}

  /** All buffers of a model by their published names, to be written beside its weights. */
  public static Map<String, TensorToWrite> of(ModelShape shape) {
    Map<String, TensorToWrite> tables = new LinkedHashMap<>();
    List<Stage> stages = shape.sizes().stages();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      long tokens = stage.windowTokens();
      long[] index = positionIndex(stage.window());
      for (int j = 0; j < stage.depth(); j++) {
        String block = TensorNames.ENCODER + "layers." + i + ".blocks." + j + ".";
        tables.put(
            block + "attn.relative_position_index",
            TensorToWrite.longs(new long[] {tokens, tokens}, index));
        if (j % 2 == 1 && stage.shift() > 0) {
          float[] mask = shiftMask(stage);
          tables.put(
              block + "attn_mask",
              TensorToWrite.floats(
                  new long[] {stage.windows(), tokens, tokens},
                  sink -> sink.accept(mask, 0, mask.length)));
        }
      }
    }
    shape
        .text()
        .ifPresent(
            text -> {
              TensorToWrite ids =
                  TensorToWrite.longs(new long[] {1, text.positions()}, positionIds(text));
              tables.put(TensorNames.TAG_ENCODER + "embeddings.position_ids", ids);
              tables.put(TensorNames.DECODER + "embeddings.position_ids", ids);
            });
    return tables;
  }

  /** Rows of the bias table, [window⁴] as [window², window²]. */
  static long[] positionIndex(int window) {
    int tokens = window * window;
    long[] index = new long[tokens * tokens];
    for (int a = 0; a < tokens; a++) {
      for (int b = 0; b < tokens; b++) {
        int dy = a / window - b / window + window - 1;
        int dx = a % window - b % window + window - 1;
        index[a * tokens + b] = (long) dy * (2 * window - 1) + dx;
      }
    }
    return index;
  }

  /** The mask of a stage's shifted blocks, [windows, window², window²]: 0 or -100. */
  static float[] shiftMask(Stage stage) {
    int tokens = stage.windowTokens();
    float[] mask = new float[stage.windows() * tokens * tokens];
    for (int window = 0; window < stage.windows(); window++) {
      for (int a = 0; a < tokens; a++) {
        for (int b = 0; b < tokens; b++) {
          boolean together = region(stage, window, a) == region(stage, window, b);
          mask[(window * tokens + a) * tokens + b] = together ? 0 : APART;
        }
      }
    }
    return mask;
  }

  /** Ids of positions, [1, positions]. */
  static long[] positionIds(Architecture.Text text) {
    long[] ids = new long[text.positions()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return ids;
  }

  /** The part of the rolled map with a window's token, one of nine. */
  private static int region(Stage stage, int window, int token) {
    int across = stage.side() / stage.window();
    int y = window / across * stage.window() + token / stage.window();
    int x = window % across * stage.window() + token % stage.window();
    return 3 * band(stage, y) + band(stage, x);
  }

  private static int band(Stage stage, int at) {
    if (at < stage.side() - stage.window()) {
      return 0;
    }
    return at < stage.side() - stage.shift() ? 1 : 2;
  }
}
