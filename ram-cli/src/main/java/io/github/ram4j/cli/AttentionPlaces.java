package io.github.ram4j.cli;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagScore;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.scene.AttentionJson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Where a tagger looks for tags. */
final class AttentionPlaces implements LocateCommand.Places {
  private final Recognizer tagger;
  private final LocateModels models;
  private final SceneOutputs outputs;
  private final io.github.ram4j.onnx.ModelOptions options;
  private final CommandLine line;

  /** Null where they are recognized. */
  private final List<Tag> asked;

  private AttentionPlaces(
      Recognizer tagger,
      List<Tag> asked,
      LocateModels models,
      SceneOutputs outputs,
      io.github.ram4j.onnx.ModelOptions options,
      CommandLine line) {
    this.tagger = tagger;
    this.asked = asked;
    this.models = models;
    this.outputs = outputs;
    this.options = options;
    this.line = line;
  }

  static AttentionPlaces open(
      ModelOptions modelOptions, LocateModels models, SceneOutputs outputs, CommandLine line)
      throws IOException {
    Recognizer tagger = modelOptions.open(line.getErr());
    boolean whole = false;
    try {
      AttentionPlaces places =
          new AttentionPlaces(
              tagger, asked(tagger, models), models, outputs, modelOptions.library(), line);
      whole = true;
      return places;
    } finally {
      if (!whole) {
        tagger.close();
      }
    }
  }

  /** The tags of the model's list that are named. */
  private static List<Tag> asked(Recognizer tagger, LocateModels models) throws IOException {
    if (models.names().isEmpty()) {
      return null;
    }
    List<Tag> asked = new ArrayList<>();
    for (Tag named : models.names().get()) {
      asked.addAll(tagger.vocabulary().require(named.english()));
    }
    return asked;
  }

  @Override
  public void show(Path image) throws IOException {
    BufferedImage pixels = RamModels.decode(ImageSource.of(image), options.images());
    EncodedImage encoded = encoded(pixels);
    List<Tag> tags =
        asked != null
            ? asked
            : models.regions().wanted(tagger.recognize(encoded).tags()).stream()
                .map(TagScore::tag)
                .toList();
    List<TagAttention> maps = attention(encoded, tags);
    if (outputs.json()) {
      line.getOut()
          .println(
              JsonLine.of(
                  out ->
                      AttentionJson.writeMembers(
                          out, image.toString(), pixels.getWidth(), pixels.getHeight(), maps)));
    } else {
      print(image, pixels, maps);
    }
    outputs.add(image, pixels, maps);
  }

  private EncodedImage encoded(BufferedImage pixels) throws IOException {
    try {
      return tagger.encode(ImageSource.of(pixels));
    } catch (ModelException e) {
      throw withAdvice(e);
    }
  }

  private List<TagAttention> attention(EncodedImage image, List<Tag> tags) {
    try {
      return tagger.attention(image, tags);
    } catch (ModelException e) {
      throw withAdvice(e);
    }
  }

  private static ModelException withAdvice(ModelException thrown) {
    return new ModelException(
        thrown.getMessage() + "; --model clipart has one, for clip art", thrown);
  }

  private void print(Path image, BufferedImage pixels, List<TagAttention> maps) {
    PrintWriter out = line.getOut();
    out.println(TerminalView.safe(image.toString()));
    Table table = new Table();
    for (TagAttention map : maps) {
      TagAttention.Peak peak = map.peak();
      table.add(
          map.tag().english(),
          map.tag().chineseText(),
          "most at %.0f, %.0f"
              .formatted(peak.x() * pixels.getWidth(), peak.y() * pixels.getHeight()));
    }
    table.lines().forEach(out::println);
    if (maps.isEmpty()) {
      out.println("  no tag holds");
    }
  }

  @Override
  public void close() {
    tagger.close();
  }
}
