package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument;
import io.github.ram4j.metadata.xmp.XmpDocument.ListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The regions of a file. A value is the centre, the size and the name: "0.5 0.25 0.1 0.2 dog". The
 * numbers are parts of the image's width and height.
 */
final class RegionFieldValues implements FieldValues {
  static final String LABEL = "mwg-rs:Regions";

  private static final String NS = Names.REGIONS;
  private static final String REGIONS = "Regions";
  private static final String LIST = REGIONS + "/mwg-rs:RegionList";
  private static final String SIZE = REGIONS + "/mwg-rs:AppliedToDimensions";
  private static final List<String> EDGES = List.of("x", "y", "w", "h");

  /** By how much the shapes of two images may differ, as a part, to be those of one image. */
  private static final double SHAPE = 0.01;

  private final XmpDocument document;

  RegionFieldValues(XmpDocument document) {
    this.document = document;
  }

  @Override
  public List<String> all() {
    List<String> values = new ArrayList<>();
    int count = document.count(NS, LIST);
    for (int i = 1; i <= count; i++) {
      values.add(value(XmpDocument.item(LIST, i)));
    }
    return values;
  }

  private String value(String region) {
    List<String> words = new ArrayList<>();
    for (String edge : EDGES) {
      words.add(document.text(NS, region + "/mwg-rs:Area/stArea:" + edge).orElse("-"));
    }
    words.add(document.text(NS, region + "/mwg-rs:Name").orElse(""));
    return String.join(" ", words);
  }

  @Override
  public void add(String value) {
    String[] words = value.split(" ", 5);
    String region = document.appendStructure(NS, LIST, ListKind.BAG);
    for (int i = 0; i < EDGES.size(); i++) {
      document.setText(NS, region + "/mwg-rs:Area/stArea:" + EDGES.get(i), words[i]);
    }
    document.setText(NS, region + "/mwg-rs:Area/stArea:unit", "normalized");
    document.setText(NS, region + "/mwg-rs:Name", words[4]);
  }

  @Override
  public void remove(List<String> values) {
    document.removeItems(NS, LIST, all(), values);
  }

  @Override
  public void copy(XmpDocument other) {
    document.copy(other, NS, REGIONS);
  }

  @Override
  public void clear() {
    document.remove(NS, REGIONS);
  }

  @Override
  public String key(String value) {
    return value;
  }

  boolean exists() {
    return document.has(NS, REGIONS);
  }

  /** Writes the size of the image that the regions are of. */
  void setSize(int width, int height) {
    document.setText(NS, SIZE + "/stDim:w", Integer.toString(width));
    document.setText(NS, SIZE + "/stDim:h", Integer.toString(height));
    document.setText(NS, SIZE + "/stDim:unit", "pixel");
  }

  /** Whether the regions in the file are of an image of another shape, such as before cropping. */
  boolean isOfAnotherShape(int width, int height) {
    Optional<Double> wide = document.text(NS, SIZE + "/stDim:w").flatMap(RegionFieldValues::number);
    Optional<Double> high = document.text(NS, SIZE + "/stDim:h").flatMap(RegionFieldValues::number);
    if (wide.isEmpty() || high.isEmpty()) {
      return false;
    }
    double ratio = wide.get() / high.get() * height / width;
    return !(Math.abs(ratio - 1) <= SHAPE);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Removes what {@link #setSize} made, where no region is left. */
  void clearIfOnlySize() {
    List<String> left = exists() ? document.fields(NS, REGIONS) : List.of("other");
    if (left.stream().allMatch("mwg-rs:AppliedToDimensions"::equals)) {
      clear();
    }
  }
}
