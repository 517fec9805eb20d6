package io.github.ram4j.recipe.names;

import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.layout.ArchitectureReader.Asked;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.StoredWeights;
import io.github.ram4j.train.model.TrainableModel;
import io.github.ram4j.train.state.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A RAM whose tags are embeddings of names, as wide as its published layout has them: an embedding
 * of 384 numbers is followed by zeros.
 *
 * <p>Not thread-safe; close it.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class NameModel implements AutoCloseable {
  /** Attention heads of the tagging head, which a checkpoint does not show. */
  private static final int HEADS = 4;

  private static final int BATCH = 32;

  private final ModelShape shape;
  private final ParameterStore parameters;
  private final TrainableModel model;

  private NameModel(ModelShape shape, ParameterStore parameters) {
    this.shape = shape;
    this.parameters = parameters;
    this.model = new TrainableModel(shape);
  }

  /**
   * Opens a checkpoint. All of it but image encoder, image projection and embeddings can be
   * trained.
   *
   * @param sidePx side of its input
   */
  public static NameModel open(Path checkpoint, int sidePx) throws IOException {
    try (Checkpoint file = Checkpoint.open(checkpoint)) {
      Asked asked = new Asked(OptionalInt.of(sidePx), OptionalInt.empty(), HEADS, HEADS);
      ModelShape shape = StoredWeights.shape(new Weights(file), asked, false);
      return new NameModel(
          shape,
          ParameterStore.of(
              PublishedLayout.of(shape), NameModel::isTrained, new StoredWeights(checkpoint)));
    }
  }

  private static boolean isTrained(String name) {
    return !name.equals(TensorNames.LABELS)
        && !name.startsWith(TensorNames.ENCODER)
        && !name.startsWith("image_proj.");
  }

  /** The model's sizes. */
  public ModelShape shape() {
    return shape;
  }

  ParameterStore parameters() {
    return parameters;
  }

  TrainableModel model() {
    return model;
  }

  /** Rows of tags before the head's first layer and before their negative values become 0. */
  public float[][] projectedRows() {
    float[] labels = floats(TensorNames.LABELS);
    float[] weights = floats(TensorNames.LABEL_PROJECTION + ".weight");
    float[] biases = floats(TensorNames.LABEL_PROJECTION + ".bias");
    int width = ModelShape.CLIP_WIDTH;
    float[][] rows = new float[labels.length / width][biases.length];
    for (int tag = 0; tag < rows.length; tag++) {
      for (int o = 0; o < biases.length; o++) {
        double sum = biases[o];
        for (int i = 0; i < width; i++) {
          sum += (double) weights[o * width + i] * labels[tag * width + i];
        }
        rows[tag][o] = (float) sum;
      }
    }
    return rows;
  }

  /** The embeddings of its tags, as wide as the layout. */
  public float[][] embeddings() {
    float[] labels = floats(TensorNames.LABELS);
    int width = ModelShape.CLIP_WIDTH;
    float[][] rows = new float[labels.length / width][width];
    for (int tag = 0; tag < rows.length; tag++) {
      System.arraycopy(labels, tag * width, rows[tag], 0, width);
    }
    return rows;
  }

  /** Puts a fitted layer in the place of the projection of embeddings. */
  public void setProjection(RidgeFit fit) {
    int outputs = fit.biases().length;
    int inputs = fit.weights().length / outputs;
    float[] wide = new float[outputs * ModelShape.CLIP_WIDTH];
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(fit.weights(), o * inputs, wide, o * ModelShape.CLIP_WIDTH, inputs);
    }
    set(TensorNames.LABEL_PROJECTION + ".weight", wide);
    set(TensorNames.LABEL_PROJECTION + ".bias", fit.biases());
  }

  private void set(String name, float[] values) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor parameter = parameters.get(name);
      parameter.copy_(torch.tensor(values).view(parameter.sizes().vec().get()));
    }
  }

  private float[] floats(String name) {
    try (PointerScope scope = new PointerScope()) {
      return floats(parameters.get(name));
    }
  }

  static float[] floats(Tensor tensor) {
    Tensor flat = tensor.detach().contiguous();
    float[] values = new float[Math.toIntExact(flat.numel())];
    new FloatPointer(flat.data_ptr_float()).get(values);
    return values;
  }

  /** Embeddings as a tensor of the calling scope, float32 [names, 512]. */
  static Tensor tensor(float[][] embeddings) {
    int width = ModelShape.CLIP_WIDTH;
    float[] values = new float[embeddings.length * width];
    for (int i = 0; i < embeddings.length; i++) {
      System.arraycopy(embeddings[i], 0, values, i * width, embeddings[i].length);
    }
    return torch.tensor(values).view(embeddings.length, width);
  }

  /**
   * Scores names on scenes.
   *
   * @param embeddings an embedding for each name, 384 or 512 numbers
   * @return [scenes][names], probabilities
   */
  public float[][] scores(SceneRows scenes, float[][] embeddings, TorchThreads threads) {
    float[][] found = new float[scenes.count()][embeddings.length];
    threads.run(
        part -> {
          int from = scenes.count() * part / TorchThreads.COUNT;
          int to = scenes.count() * (part + 1) / TorchThreads.COUNT;
          for (int at = from; at < to; at += BATCH) {
            int[] batch = new int[Math.min(BATCH, to - at)];
            for (int i = 0; i < batch.length; i++) {
              batch[i] = at + i;
            }
            try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
              float[] logits =
                  floats(
                      model
                          .textLogits(
                              Forward.exact(parameters), scenes.tensor(batch), tensor(embeddings))
                          .squeeze(-1)
                          .sigmoid());
              for (int i = 0; i < batch.length; i++) {
                System.arraycopy(
                    logits, i * embeddings.length, found[at + i], 0, embeddings.length);
              }
            }
          }
        });
    return found;
  }

  /**
   * Writes the checkpoint with other tags.
   *
   * @param embeddings an embedding for each tag, 384 or 512 numbers
   */
  public void write(Path file, float[][] embeddings) throws IOException {
    ModelShape changed = shape.withTags(embeddings.length);
    int width = ModelShape.CLIP_WIDTH;
    ParameterStore.Source source =
        (name, sizes) -> {
          if (!name.equals(TensorNames.LABELS)) {
            return floats(name);
          }
          float[] rows = new float[embeddings.length * width];
          for (int i = 0; i < embeddings.length; i++) {
            System.arraycopy(embeddings[i], 0, rows, i * width, embeddings[i].length);
          }
          return rows;
        };
    try (ParameterStore written =
        ParameterStore.of(PublishedLayout.of(changed), name -> false, source)) {
      ModelFile.write(file, changed, written, Map.of());
    }
  }

  @Override
  public void close() {
    model.close();
    parameters.close();
  }
}
