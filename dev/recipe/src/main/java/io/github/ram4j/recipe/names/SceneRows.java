package io.github.ram4j.recipe.names;

import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.train.batch.Batch;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.model.Forward;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Scenes as a model's image encoder sees them, with their tags: what the tagging head reads, kept
 * so that the encoder need not run again.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class SceneRows {
  private static final int BATCH = 32;

  private final float[] rows;
  private final int rowsPerScene;
  private final int width;
  private final List<List<String>> tags;

  private SceneRows(float[] rows, int rowsPerScene, int width, List<List<String>> tags) {
    this.rows = rows;
    this.rowsPerScene = rowsPerScene;
    this.width = width;
    this.tags = tags;
  }

  /**
   * Draws and encodes scenes.
   *
   * @param count number of scenes, from the first on
   */
  public static SceneRows of(
      NameModel model, Scenes scenes, long seed, int count, TorchThreads threads) {
    int side = model.shape().sizes().imageSizePx();
    int perScene = 1 + (side / 32) * (side / 32);
    int width = ModelShape.CLIP_WIDTH;
    float[] rows = new float[Math.multiplyExact(count, perScene * width)];
    List<List<String>> tags = new ArrayList<>(Collections.nCopies(count, List.of()));
    SceneArtist artist = new SceneArtist(side);
    threads.run(
        part -> {
          int from = (int) ((long) count * part / TorchThreads.COUNT);
          int to = (int) ((long) count * (part + 1) / TorchThreads.COUNT);
          for (int at = from; at < to; at += BATCH) {
            List<TrainingExample> examples = new ArrayList<>();
            for (int i = at; i < Math.min(to, at + BATCH); i++) {
              Scene scene = scenes.scene(seed, i);
              tags.set(i, scene.tags());
              examples.add(TrainingExample.of(artist.draw(scene), new int[0]));
            }
            try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
              float[] found =
                  NameModel.floats(
                      model
                          .model()
                          .imageRows(Forward.exact(model.parameters()), Batch.pixels(examples)));
              System.arraycopy(found, 0, rows, at * perScene * width, found.length);
            }
          }
        });
    return new SceneRows(rows, perScene, width, List.copyOf(tags));
  }

  /** The number of scenes. */
  public int count() {
    return tags.size();
  }

  /** The tags that hold for a scene. */
  public List<String> tags(int scene) {
    return tags.get(scene);
  }

  /** Some scenes as a tensor of the calling scope, float32 [scenes, rows, 512]. */
  Tensor tensor(int[] scenes) {
    int size = rowsPerScene * width;
    float[] values = new float[scenes.length * size];
    for (int i = 0; i < scenes.length; i++) {
      System.arraycopy(rows, scenes[i] * size, values, i * size, size);
    }
    return torch.tensor(values).view(scenes.length, rowsPerScene, width);
  }
}
