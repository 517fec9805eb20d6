package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.train.loss.AsymmetricLoss;
import io.github.ram4j.train.loss.CaptionLoss;
import io.github.ram4j.train.loss.Objective;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.StoredWeights;
import io.github.ram4j.train.model.TrainableModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Losses and every parameter's gradient are the reference's: {@code gradients.py} wrote what they
 * are held against, see the README beside it. {@link CompareGradients} compares them element by
 * element, on larger models, where PyTorch is at hand.
 */
@SuppressWarnings("try") // scopes are there to be closed
class GradientTest {
  private static final double LOSS = 1e-5;
  private static final double GRADIENT = 1e-4;
  private static final int TAGS = 12;
  private static final int PROMPT = 4;
  private static final int BATCH = 2;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram-text", "ram-positions", "ram_plus", "tag2text"})
  void lossesAndGradientsAreTheReferences(String name) throws IOException {
    JsonNode losses = expected(name).get("losses");
    ModelShape shape = shape(name, losses.has("caption"));
    PublishedLayout layout = PublishedLayout.of(shape);
    Path weights =
        FormulaCheckpoint.write(folder.resolve("model.safetensors"), layout.parameters(), 11);
    int compared = 0;
    for (Map.Entry<String, JsonNode> loss : losses.properties()) {
      try (PointerScope scope = new PointerScope();
          ParameterStore parameters =
              ParameterStore.of(layout, any -> true, new StoredWeights(weights));
          TrainableModel model = new TrainableModel(shape)) {
        Tensor value = value(loss.getKey(), model, Forward.exact(parameters));
        value.backward();
        double reference = loss.getValue().get("loss").asDouble();
        assertEquals(reference, value.item_double(), LOSS * Math.abs(reference), loss.getKey());
        compared += compare(loss.getKey(), parameters, loss.getValue().get("gradients"));
      }
    }
    assertTrue(compared > 200, "compared " + compared + " gradients");
  }

  private static int compare(String loss, ParameterStore parameters, JsonNode gradients) {
    for (Map.Entry<String, JsonNode> gradient : gradients.properties()) {
      String name = gradient.getKey();
      Tensor found = parameters.get(name).grad();
      float[] values = new float[(int) found.numel()];
      new FloatPointer(found.contiguous().data_ptr_float()).get(values);
      // Biases of keys have no gradient but rounding: softmax takes away what all keys share.
      String scaled = name.replace("self.key.bias", "self.key.weight");
      double bound = GRADIENT * gradients.get(scaled).get(0).asDouble();
      String message = loss + ": " + name;
      double norm = Math.sqrt(dot(values, values));
      assertEquals(gradient.getValue().get(0).asDouble(), norm, bound, message);
      for (int k = 0; k < 2; k++) {
        float[] probe = FormulaCheckpoint.uniform("probe " + k + " " + name, values.length, 5);
        assertEquals(gradient.getValue().get(k + 1).asDouble(), dot(values, probe), bound, message);
      }
    }
    return gradients.size();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static Tensor value(String loss, TrainableModel model, Forward pass) {
    Tensor rows = model.imageRows(pass, pixels());
    return switch (loss) {
      case "tags" -> {
        double gamma = model.shape().family().equals(ModelFamily.RAM_PLUS) ? 4 : 7;
        yield new AsymmetricLoss(gamma, 0, 0.05)
            .of(model.tagLogits(pass, rows, null), targets(), null);
      }
      case "caption" -> {
        Tensor ids = torch.tensor(IDS).view(BATCH, -1);
        Tensor memory = model.tagMemory(pass, rows, torch.tensor(tagIds()).view(BATCH, -1), mask());
        yield new CaptionLoss(0.1).of(model.wordLogits(pass, ids, memory), ids, PROMPT, 0);
      }
      default -> Objective.distance(rows.select(1, 0), floats("teacher", 512));
    };
  }

  private static final long[] IDS = {
    58, 7, 8, 9, 7, 20, 21, 7, 22, 3, 0, 0, 58, 7, 8, 9, 23, 20, 24, 25, 26, 27, 28, 3
  };

  private static final List<long[]> TAG_IDS =
      List.of(new long[] {59, 20, 10, 22, 3}, new long[] {59, 20, 10, 26, 10, 30, 3});

  private static long[] tagIds() {
    long[] ids = new long[BATCH * 40];
    for (int i = 0; i < BATCH; i++) {
      System.arraycopy(TAG_IDS.get(i), 0, ids, i * 40, TAG_IDS.get(i).length);
    }
    return ids;
  }

  private static Tensor mask() {
    float[] mask = new float[BATCH * 40];
    long[] ids = tagIds();
    for (int i = 0; i < ids.length; i++) {
      mask[i] = ids[i] == 0 ? 0 : 1;
    }
    return torch.tensor(mask).view(BATCH, -1);
  }

  private static Tensor pixels() {
    float[] values = FormulaCheckpoint.uniform("pixels", BATCH * 3 * 64 * 64, 5);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 2;
    }
    return torch.tensor(values).view(BATCH, 3, 64, 64);
  }

  private static Tensor targets() {
    float[] values = FormulaCheckpoint.uniform("targets", BATCH * TAGS, 5);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] > 0.8f ? 1 : 0;
    }
    return torch.tensor(values).view(BATCH, TAGS);
  }

  private static Tensor floats(String name, int width) {
    return torch.tensor(FormulaCheckpoint.uniform(name, BATCH * width, 5)).view(BATCH, width);
  }

  private static ModelShape shape(String name, boolean text) {
    ModelFamily family =
        name.startsWith("ram_plus")
            ? ModelFamily.RAM_PLUS
            : name.startsWith("ram") ? ModelFamily.RAM : ModelFamily.TAG2TEXT;
    ModelShape shape =
        ModelShape.of(
            family,
            64,
            16,
            List.of(2, 2, 1, 1),
            List.of(1, 2, 4, 8),
            4,
            TAGS,
            new ModelShape.HeadSizes(32, 64, 2, 4),
            text ? Optional.of(new Architecture.Text(3, 3, 4, 60, 64)) : Optional.empty());
    return name.endsWith("positions") ? shape.withAbsolutePositions(true) : shape;
  }

  private static JsonNode expected(String name) throws IOException {
    try (InputStream in = GradientTest.class.getResourceAsStream("gradients/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
