package io.github.ram4j.train;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import io.github.ram4j.train.data.TrainingSet;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Images of one coloured shape above another, with tags and a sentence: a few to learn by heart.
 */
final class DrawnShapes implements TrainingSet {
  static final int SIDE_PX = 64;

  private static final List<String> SHAPES = List.of("circle", "square", "triangle", "cross");
  private static final List<String> COLOURS = List.of("red", "green", "blue", "black");

  /** The last shape and the last colour last, to be learned later. */
  private static final List<String> TAGS =
      List.of("circle", "square", "triangle", "red", "green", "blue", "cross", "black");

  private static final List<Color> PAINTS =
      List.of(Color.RED, new Color(0, 140, 0), Color.BLUE, Color.BLACK);

  private final List<TrainingExample> examples = new ArrayList<>();

  DrawnShapes(int count) {
    for (int i = 0; i < count; i++) {
      int upper = i % 4;
      int lower = (i / 4 + i) % 4;
      int upperColour = i / 4 % 4;
      int lowerColour = (i * 3 + 1) % 4;
      BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, SIDE_PX, SIDE_PX);
      draw(graphics, upper, PAINTS.get(upperColour), 2);
      draw(graphics, lower, PAINTS.get(lowerColour), 34);
      graphics.dispose();
      int[] tags = {
        place(SHAPES.get(upper)),
        place(SHAPES.get(lower)),
        place(COLOURS.get(upperColour)),
        place(COLOURS.get(lowerColour))
      };
      List<String> names =
          List.of(
              COLOURS.get(upperColour),
              SHAPES.get(upper),
              COLOURS.get(lowerColour),
              SHAPES.get(lower));
      String text = "a %s %s above a %s %s".formatted(names.toArray());
      int[] shown = Arrays.stream(tags).distinct().sorted().toArray();
      List<String> given = Arrays.stream(shown).mapToObj(tag -> list().tag(tag).english()).toList();
      examples.add(
          new TrainingExample(
              image,
              shown,
              Optional.of(new Sentence(given, text, Optional.empty())),
              Optional.empty()));
    }
  }

  private static void draw(Graphics2D graphics, int shape, Color colour, int top) {
    graphics.setColor(colour);
    switch (shape) {
      case 0 -> graphics.fillOval(18, top, 28, 28);
      case 1 -> graphics.fillRect(18, top, 28, 28);
      case 2 ->
          graphics.fillPolygon(
              new Polygon(new int[] {18, 46, 32}, new int[] {top + 28, top + 28, top}, 3));
      default -> {
        graphics.fillRect(28, top, 8, 28);
        graphics.fillRect(18, top + 10, 28, 8);
      }
    }
  }

  private static int place(String name) {
    return TAGS.indexOf(name);
  }

  static TagVocabulary list() {
    List<Tag> tags =
        TAGS.stream().map(name -> new Tag(place(name), name, List.of(), true)).toList();
    float[] thresholds = new float[tags.size()];
    Arrays.fill(thresholds, 0.5f);
    return TagVocabulary.of(tags, thresholds);
  }

  /** Writes the word list of the sentences. */
  static Path words(Path folder) throws IOException {
    List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    words.addAll(List.of("|", "a", "picture", "of", "above"));
    words.addAll(SHAPES);
    words.addAll(COLOURS);
    return Files.write(folder.resolve("words.txt"), words);
  }

  BufferedImage image(int index) {
    return examples.get(index).image();
  }

  List<String> tags(int index) {
    return examples.get(index).caption().orElseThrow().tags();
  }

  String caption(int index) {
    return examples.get(index).caption().orElseThrow().text();
  }

  @Override
  public TagVocabulary vocabulary() {
    return list();
  }

  /** The same images for a model that calls the tags otherwise. */
  TrainingSet calledAs(TagVocabulary names) {
    return new TrainingSet() {
      @Override
      public TagVocabulary vocabulary() {
        return names;
      }

      @Override
      public long size() {
        return DrawnShapes.this.size();
      }

      @Override
      public TrainingExample example(long index) {
        return DrawnShapes.this.example(index);
      }
    };
  }

  @Override
  public long size() {
    return examples.size();
  }

  @Override
  public TrainingExample example(long index) {
    return examples.get((int) (index % examples.size()));
  }
}
