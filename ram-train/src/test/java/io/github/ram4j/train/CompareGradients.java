package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointEntry;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.checkpoint.DType;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.train.loss.AsymmetricLoss;
import io.github.ram4j.train.loss.CaptionLoss;
import io.github.ram4j.train.loss.Objective;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.StoredWeights;
import io.github.ram4j.train.model.TrainableModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Holds losses, gradients and one SGD step against what {@code src/test/reference/gradients.py}
 * wrote.
 *
 * <pre>
 * java -cp 'ram-train/target/test-classes:…' io.github.ram4j.train.CompareGradients FILE…
 * </pre>
 */
@SuppressWarnings("try") // scopes are there to be closed
final class CompareGradients {
  private static final double RATE = 0.01;
  private static final int PROMPT = 4;

  /**
   * How far one loss of one model is from the reference.
   *
   * @param loss which
   * @param relative difference of the losses
   * @param gradient largest difference of a parameter's gradient, as a share of its norm
   * @param worst the parameter's name
   * @param step largest difference of what one SGD step changes, as a share of its norm
   * @param parameters how many were compared
   */
  record Difference(
      String loss, double relative, double gradient, String worst, double step, int parameters) {}

  private CompareGradients() {}

  /** Prints the differences of each file. */
  public static void main(String[] files) throws IOException {
    for (String file : files) {
      for (Difference difference : of(Path.of(file))) {
        System.out.printf(
            Locale.ROOT,
            "%s %s: loss %.2e, gradients %.2e (%s), one SGD step %.2e, %d parameters%n",
            Path.of(file).getFileName(),
            difference.loss(),
            difference.relative(),
            difference.gradient(),
            difference.worst(),
            difference.step(),
            difference.parameters());
      }
    }
  }

  /** Compares all losses of a file. */
  static List<Difference> of(Path file) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(file);
        PointerScope scope = new PointerScope()) {
      Map<String, CheckpointEntry> entries = checkpoint.entries();
      boolean text = entries.containsKey("caption");
      ModelShape shape =
          StoredWeights.shape(
              new Weights(checkpoint),
              new ArchitectureReader.Asked(OptionalInt.empty(), OptionalInt.empty(), 4, 4),
              text);
      List<Difference> differences = new ArrayList<>();
      for (String loss : List.of("tags", "caption", "distillation")) {
        if (entries.containsKey(loss)) {
          try (ParameterStore parameters =
                  ParameterStore.of(
                      PublishedLayout.of(shape), name -> true, new StoredWeights(file));
              TrainableModel model = new TrainableModel(shape)) {
            Map<String, CheckpointEntry> batch = entries.get("batch").asMap();
            Tensor value = value(loss, model, Forward.exact(parameters), batch);
            value.backward();
            Map<String, CheckpointEntry> expected = entries.get(loss).asMap();
            differences.add(compare(loss, value.item_double(), parameters, expected));
          }
        }
      }
      return differences;
    }
  }

  private static Tensor value(
      String loss, TrainableModel model, Forward pass, Map<String, CheckpointEntry> batch) {
    Tensor rows = model.imageRows(pass, tensor(batch.get("pixels")));
    return switch (loss) {
      case "tags" -> {
        double gamma = model.shape().family().equals(ModelFamily.RAM_PLUS) ? 4 : 7;
        yield new AsymmetricLoss(gamma, 0, 0.05)
            .of(model.tagLogits(pass, rows, null), tensor(batch.get("targets")), null);
      }
      case "caption" -> {
        Tensor ids = tensor(batch.get("ids"));
        Tensor memory =
            model.tagMemory(
                pass, rows, tensor(batch.get("tag_ids")), tensor(batch.get("tag_mask")));
        yield new CaptionLoss(0.1).of(model.wordLogits(pass, ids, memory), ids, PROMPT, 0);
      }
      default -> Objective.distance(rows.select(1, 0), tensor(batch.get("teacher")));
    };
  }

  private static Difference compare(
      String loss, double value, ParameterStore parameters, Map<String, CheckpointEntry> expected) {
    double reference = expected.get("loss").asDouble();
    Map<String, CheckpointEntry> gradients = expected.get("gradients").asMap();
    Map<String, CheckpointEntry> after = expected.get("after_sgd").asMap();
    Map<String, Double> found = new LinkedHashMap<>();
    double step = 0;
    for (String name : gradients.keySet()) {
      Tensor wanted = tensor(gradients.get(name));
      Tensor gradient = parameters.get(name).grad();
      double norm = scale(name, gradients);
      found.put(name, distance(gradient, wanted) / Math.max(norm, 1e-12));
      try (NoGradGuard guard = new NoGradGuard()) {
        Tensor stepped = parameters.get(name).sub(gradient.mul(new Scalar(RATE)));
        Tensor before = parameters.get(name);
        Tensor change = stepped.sub(before);
        Tensor wantedChange = tensor(after.get(name)).sub(before);
        step = Math.max(step, distance(change, wantedChange) / Math.max(RATE * norm, 1e-12));
      }
    }
    String worst =
        found.entrySet().stream()
            .max(Comparator.comparingDouble(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    return new Difference(
        loss,
        Math.abs(value - reference) / Math.abs(reference),
        found.get(worst),
        worst,
        step,
        found.size());
  }

  /**
   * What a gradient's difference is a share of: its norm. Biases of keys have none, since softmax
   * takes away what all keys share; what is computed for them is rounding, held against the norm of
   * the keys' weights.
   */
  private static double scale(String name, Map<String, CheckpointEntry> gradients) {
    String of = name.replace("self.key.bias", "self.key.weight");
    return tensor(gradients.get(of)).norm().item_double();
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).norm().item_double();
  }

  private static Tensor tensor(CheckpointEntry entry) {
    CheckpointTensor stored = entry.asTensor();
    Tensor flat =
        stored.dtype() == DType.INT64
            ? torch.tensor(stored.readLongs())
            : torch.tensor(stored.readAllFloats());
    return flat.view(stored.shape());
  }
}
