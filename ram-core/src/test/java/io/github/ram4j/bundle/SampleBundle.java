package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bundle of four files whose graphs are a few bytes: nothing here opens it. */
final class SampleBundle {
  static final TagVocabulary TAGS =
      TagVocabulary.of(
          List.of(new Tag(3, "cat", List.of("猫", "小猫"), true), new Tag(1, "dog", List.of(), false)),
          new float[] {0.5f, 1});
  static final byte[] GRAPH = "graph".getBytes(StandardCharsets.UTF_8);
  static final byte[] WEIGHTS = new byte[3_000_000];

  private SampleBundle() {}

  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("image_encoder.onnx"), GRAPH);
    Files.write(folder.resolve("tagging_head.onnx"), GRAPH);
    Files.write(folder.resolve("tagging_head.onnx.data"), WEIGHTS);
    Files.writeString(folder.resolve("tags.tsv"), tagsText());
    Files.writeString(folder.resolve("bundle.properties"), manifest().toText());
    return folder;
  }

  static BundleManifest manifest() {
    return manifest(List.of("One thing.", "Another."), new TreeMap<>(Map.of("name", "x.pth")));
  }

  static BundleManifest manifest(List<String> notes, SortedMap<String, String> source) {
    List<BundleFile> files = new ArrayList<>();
    files.add(measure("image_encoder.onnx", GRAPH));
    files.add(measure("tagging_head.onnx", GRAPH));
    files.add(measure("tagging_head.onnx.data", WEIGHTS));
    files.add(measure("tags.tsv", tagsText().getBytes(StandardCharsets.UTF_8)));
    return BundleManifest.builder(ModelFamily.RAM_PLUS)
        .tasks(List.of(ModelTask.TAGGING))
        .precision(ModelPrecision.INT8, 64)
        .image(ImagePreparation.squash(384))
        .accuracy(new TreeMap<>(Map.of("pictures", "12", "tags-shared", "0.99")))
        .graph(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.imageEncoder(384, 145, 1536))
        .graph(TaggingGraphs.TAGGING_HEAD, TaggingGraphs.taggingHead(145, 1536, 2))
        .sizes(Map.of("window", "12", "depths", "2, 2, 18, 2"))
        .source(source)
        .notes(notes)
        .files(files)
        .build();
  }

  static BundleManifest withCaptions() {
    CaptionSizes sizes = new CaptionSizes(12, 12, 64, 30524, 512);
    List<BundleFile> files = new ArrayList<>(manifest().files());
    files.add(measure("tag_encoder.onnx", GRAPH));
    files.add(measure("caption_decoder.onnx", GRAPH));
    files.add(measure("vocab.txt", "[PAD]\n".getBytes(StandardCharsets.UTF_8)));
    files.sort(Comparator.comparing(BundleFile::name));
    return manifest().toBuilder()
        .tasks(List.of(ModelTask.TAGGING, ModelTask.CAPTIONING))
        .graph(CaptioningGraphs.TAG_ENCODER, CaptioningGraphs.tagEncoder(sizes, 145, 1536))
        .graph(CaptioningGraphs.CAPTION_DECODER, CaptioningGraphs.captionDecoder(sizes))
        .sizes(sizes.toMap())
        .files(files)
        .build();
  }

  static BundleManifest readBack(String text) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BundleManifest.of(lines);
  }

  static BundleFile measure(String name, byte[] content) {
    try {
      return BundleFile.measure(name, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tagsText() {
    StringBuilder text = new StringBuilder();
    try {
      TAGS.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
