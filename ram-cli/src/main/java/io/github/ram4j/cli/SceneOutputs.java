package io.github.ram4j.cli;

import io.github.ram4j.TagAttention;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.scene.AttentionView;
import io.github.ram4j.view.scene.CocoScenes;
import io.github.ram4j.view.scene.IndexImage;
import io.github.ram4j.view.scene.LabelJson;
import io.github.ram4j.view.scene.SceneView;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Outputs of places besides the terminal: a folder of files for each image, a file of COCO's. */
final class SceneOutputs {
  private static final String DRAWN = ".drawn.png";
  private static final String INDEX = ".index.png";
  private static final String LABELS = ".label.json";
  private static final String ATTENTION = ".attention-%d.png";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Write files of each image to a folder, under its name: .drawn.png, boxes, masks and labels"
            + " on the image; .label.json, as Grounded-SAM's demo writes it; with a segmenter"
            + " .index.png, whose value i is region i.",
        "With --attention .attention-N.png, a drawing for each tag."
      })
  private Path folder;

  @Option(
      names = "--coco",
      paramLabel = "FILE.json",
      description = "Write the regions of all images as annotations in COCO's format.")
  private Path coco;

  @Option(names = "--json", description = "Print a JSON object for each image, one a line.")
  private boolean json;

  @Mixin private ReplaceOption replace;

  private final List<Scene> scenes = new ArrayList<>();
  private final Set<Path> inCoco = new HashSet<>();
  private final Map<Path, String> stems = new HashMap<>();
  private OutputCheck check;

  boolean json() {
    return json;
  }

  /** Checks the names before anything is computed. */
  void require(CommandLine line, List<Path> images, List<Path> inputs, boolean attention)
      throws IOException {
    check = new OutputCheck(line, replace.isGiven(), inputs);
    if (attention && coco != null) {
      throw new ParameterException(
          line, "--coco: expected with --detector, found with --attention, which finds no boxes");
    }
    check.requireNoDash("--out", folder);
    boolean inside =
        coco != null && folder != null && place(folder).equals(place(coco).getParent());
    if (!inside) {
      check.require("--coco", coco, OutputKind.COCO);
    }
    if (folder == null) {
      return;
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileNotFoundException(folder + ": expected a folder, found a file");
    }
    Set<String> taken = new HashSet<>(); // X.png and x.png are one file on some systems
    for (Path image : images) {
      String name = String.valueOf(image.getFileName());
      String stem = name;
      for (int i = 2;
          !stems.containsKey(place(image)) && !taken.add(stem.toLowerCase(Locale.ROOT));
          i++) {
        stem = "%s-%d".formatted(name, i);
      }
      stems.putIfAbsent(place(image), stem);
    }
    for (Path image : images) {
      for (String ending : List.of(DRAWN, INDEX, LABELS, ATTENTION.formatted(1))) {
        target(image, ending);
      }
    }
    Files.createDirectories(folder);
    if (inside) { // after the folder is there
      check.require("--coco", coco, OutputKind.COCO);
    }
  }

  private static Path place(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** The file of an image, which another program's file does not have. */
  private Path target(Path image, String ending) throws IOException {
    Path target = folder.resolve(stems.get(place(image)) + ending);
    check.requireNoInput("--out", target);
    if (coco != null && place(coco).equals(place(target))) {
      throw new IllegalArgumentException(
          "--coco: expected another file than --out writes, found " + coco);
    }
    OutputKind kind = ending.equals(LABELS) ? OutputKind.LABELS : OutputKind.DRAWING;
    if (Files.isDirectory(target) || !check.mayReplace(target, kind)) {
      throw new FileNotFoundException(
          target
              + ": expected a new name, or an earlier output of the same kind, found another file"
              + " (--replace replaces it)");
    }
    return target;
  }

  /**
   * Writes the files of a scene, and keeps it for COCO's. Those of an earlier run that this one
   * does not write are deleted, since they would tell of another scene.
   *
   * @param masks whether masks are looked for
   */
  void add(Path image, BufferedImage pixels, Scene scene, boolean masks) throws IOException {
    if (coco != null && inCoco.add(place(image))) {
      scenes.add(scene);
    }
    if (folder == null) {
      return;
    }
    write(image, DRAWN, SceneView.draw(pixels, scene));
    if (masks) {
      write(image, INDEX, IndexImage.of(scene));
    } else {
      isEarlierRemoved(image, INDEX);
    }
    try (OutputFile file = new OutputFile(target(image, LABELS))) {
      Writer out = file.writer();
      out.write(JsonLine.of(members -> LabelJson.writeMembers(members, scene)));
      out.flush();
      file.finish();
    }
  }

  /** Writes the drawings of maps, and deletes those that an earlier run wrote beyond. */
  void add(Path image, BufferedImage pixels, List<TagAttention> maps) throws IOException {
    if (folder == null) {
      return;
    }
    int number = 1;
    for (TagAttention map : maps) {
      write(image, ATTENTION.formatted(number++), AttentionView.draw(pixels, map));
    }
    while (isEarlierRemoved(image, ATTENTION.formatted(number))) {
      number++;
    }
  }

  /** Deletes an earlier run's drawing, if there is one; files of others stay. */
  private boolean isEarlierRemoved(Path image, String ending) throws IOException {
    Path file = folder.resolve(stems.get(place(image)) + ending);
    return Files.isRegularFile(file)
        && OutputKind.DRAWING.isEarlier(file)
        && Files.deleteIfExists(file);
  }

  private void write(Path image, String ending, BufferedImage drawing) throws IOException {
    try (OutputFile file = new OutputFile(target(image, ending))) {
      DrawnImage.write(drawing, image, file.stream());
      file.finish();
    }
  }

  /** Writes what all images share; a run whose images all failed keeps an earlier one's file. */
  void finish() throws IOException {
    if (coco == null || inCoco.isEmpty()) {
      return;
    }
    try (OutputFile file = new OutputFile(coco)) {
      CocoScenes.write(file.stream(), scenes);
      file.finish();
    }
  }
}
