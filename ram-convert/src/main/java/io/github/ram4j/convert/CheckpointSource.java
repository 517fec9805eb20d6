package io.github.ram4j.convert;

import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.layout.Weights;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A description of a checkpoint for manifests and reports. */
final class CheckpointSource {
  private CheckpointSource() {}

  /** Name, length and digest; several files count as one, concatenated. */
  static SortedMap<String, String> measure(Checkpoint checkpoint, ConvertProgress progress)
      throws IOException {
    long total = 0;
    List<InputStream> parts = new ArrayList<>();
    for (Path file : checkpoint.files()) {
      total += Files.size(file);
    }
    try {
      for (Path file : checkpoint.files()) {
        parts.add(Files.newInputStream(file));
      }
      InputStream all = new SequenceInputStream(Collections.enumeration(parts));
      BundleFile measured = BundleFile.measure("checkpoint", counted(all, total, progress));
      SortedMap<String, String> source = new TreeMap<>();
      source.put("name", checkpoint.file().toAbsolutePath().normalize().getFileName().toString());
      source.put("bytes", Long.toString(measured.bytes()));
      source.put("sha256", measured.sha256());
      return source;
    } finally {
      for (InputStream part : parts) {
        part.close();
      }
    }
  }

  private static InputStream counted(InputStream in, long total, ConvertProgress progress) {
    return new FilterInputStream(in) {
      private long done;

      @Override
      public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        done += Math.max(0, read);
        progress.at("checkpoint's digest", done, total);
        return read;
      }
    };
  }

  /** Sentences about the model read, if the file holds several, or its folder other files. */
  static List<String> whichWeights(Checkpoint opened) {
    List<String> sentences = new ArrayList<>();
    if (!opened.filesBeside().isEmpty()) {
      sentences.add(
          "The weights are those of %s; the folder also has %s."
              .formatted(
                  quoted(List.of(opened.files().get(0).getFileName().toString())),
                  quoted(opened.filesBeside())));
    }
    if (!opened.others().isEmpty()) {
      sentences.add(
          "The weights are those under \"%s\"; the file also has %s, to be chosen by --weights."
              .formatted(opened.weights(), quoted(opened.others())));
    }
    return sentences;
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }

  /** The parts of the checkpoint that the bundle does not need, a phrase each. */
  static List<String> ignored(Checkpoint opened, Weights weights) {
    List<String> ignored = new ArrayList<>();
    Map<String, Integer> unused = new TreeMap<>();
    for (String name : weights.names()) {
      if (!weights.used().contains(name) && !Weights.isComputed(name)) {
        unused.merge(
            name.contains(".") ? name.substring(0, name.indexOf('.')) : name, 1, Integer::sum);
      }
    }
    unused.forEach((group, count) -> ignored.add("%s (%d tensors)".formatted(group, count)));
    opened.ignored().forEach(entry -> ignored.add("entry \"" + entry + "\""));
    return ignored;
  }
}
