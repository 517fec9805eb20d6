package io.github.ram4j.onnx.exported;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.runtime.session.OnnxFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * An ONNX file that others exported, with its input, its output and the kind of the output's
 * numbers found.
 *
 * @param tagger open
 * @param assumed assumptions about things that the file does not say, a sentence each
 */
public record ExportedModel(ExportedTagger tagger, List<String> assumed) {
  private static final int USUAL_SIZE_PX = 384;
  private static final int RANK_OF_IMAGES = 4;
  private static final int RANK_OF_TAGS = 2;

  public static ExportedModel open(
      Path file, TagVocabulary vocabulary, ExportedOutput output, RuntimeOptions options)
      throws IOException {
    if (!Files.exists(file)) {
      throw new FileNotFoundException(
          "ONNX file %s: expected a file, found nothing of that name".formatted(file));
    }
    List<String> assumed = new ArrayList<>();
    try (Opened opened = new Opened()) {
      GraphSession session = opened.add(GraphSession.open(file.toString(), file, options));
      ExportedTagger.Signature signature = signature(file, session, vocabulary.size(), assumed);
      assumed.add(
          "The output's %d numbers are for %s, in its order; the file has no names."
              .formatted(vocabulary.size(), vocabulary.name()));
      boolean probabilities = givesProbabilities(file, session, signature, output, assumed);
      opened.keep();
      return new ExportedModel(
          new ExportedTagger(
              session,
              signature,
              probabilities ? ExportedModel::logitsInPlace : UnaryOperator.identity()),
          assumed);
    }
  }

  private static ExportedTagger.Signature signature(
      Path file, GraphSession session, int tags, List<String> assumed) {
    String input = null;
    long[] images = null;
    for (Map.Entry<String, NodeInfo> node : session.inputs().entrySet()) {
      TensorInfo tensor = GraphSession.floatTensor(node.getValue());
      if (input == null && tensor != null && takesImages(tensor.getShape())) {
        input = node.getKey();
        images = tensor.getShape();
      }
    }
    if (input == null || session.inputs().size() > 1) {
      throw new ModelException(
          "%s: expected one input FLOAT [batch, 3, size, size], found %s"
              .formatted(file, GraphSession.describe(session.inputs())));
    }
    String output = output(file, session, tags, assumed);
    int size = (int) Math.max(images[2], images[3]);
    if (size < 1) {
      size = USUAL_SIZE_PX;
      assumed.add("The input takes images of any size; %d pixels are used.".formatted(size));
    }
    assumed.add("Pixels are normalized by ImageNet's mean and deviation.");
    return new ExportedTagger.Signature(input, output, size, tags, (int) Math.max(0, images[0]));
  }

  private static boolean takesImages(long[] shape) {
    return shape.length == RANK_OF_IMAGES
        && (shape[1] == 3 || shape[1] == -1)
        && (shape[2] == shape[3] || shape[2] == -1 || shape[3] == -1);
  }

  private static String output(Path file, GraphSession session, int tags, List<String> assumed) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, NodeInfo> node : session.outputs().entrySet()) {
      TensorInfo tensor = GraphSession.floatTensor(node.getValue());
      if (tensor != null
          && tensor.getShape().length == RANK_OF_TAGS
          && (tensor.getShape()[1] == tags || tensor.getShape()[1] == -1)) {
        found.add(node.getKey());
      }
    }
    if (found.isEmpty()) {
      throw new ModelException(
          "%s: expected an output FLOAT [batch, %d], one number for each tag of the list, found %s"
              .formatted(file, tags, GraphSession.describe(session.outputs())));
    }
    if (found.size() > 1) {
      assumed.add("Of the outputs %s the first holds the tags.".formatted(found));
    }
    return found.get(0);
  }

  private static boolean givesProbabilities(
      Path file,
      GraphSession session,
      ExportedTagger.Signature signature,
      ExportedOutput output,
      List<String> assumed)
      throws IOException {
    if (output != ExportedOutput.DETECT) {
      return output == ExportedOutput.PROBABILITIES;
    }
    boolean sigmoid =
        OnnxFile.operatorOf(file, signature.output()).filter("Sigmoid"::equals).isPresent();
    if (sigmoid) {
      assumed.add("The output holds probabilities, since a Sigmoid makes it.");
      return true;
    }
    boolean probabilities = true;
    for (float value : trial(session, signature)) {
      probabilities &= value >= 0 && value <= 1;
    }
    assumed.add(
        probabilities
            ? "The output holds probabilities, since a trial image's values are all in [0, 1]."
            : "The output holds logits, since a trial image's values leave [0, 1].");
    return probabilities;
  }

  /**
   * The output for an image of noise; the seed is fixed so that opening a file twice gives the
   * same.
   */
  private static float[] trial(GraphSession session, ExportedTagger.Signature signature) {
    int batch = Math.max(1, signature.fixedBatch());
    FloatBuffer pixels =
        new DirectBuffer().floats(batch * 3 * signature.imageSizePx() * signature.imageSizePx());
    Random noise = new Random(1);
    while (pixels.hasRemaining()) {
      pixels.put((float) noise.nextGaussian());
    }
    return ExportedTagger.run(session, signature, pixels, batch);
  }

  private static float[] logitsInPlace(float[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      double p = probabilities[i];
      probabilities[i] = (float) Math.log(p / (1 - p));
    }
    return probabilities;
  }
}
