package io.github.ram4j.spark;

import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The packed model of clip art as a folder and as an archive. */
final class SavedBundle {
  private SavedBundle() {}

  static Path clipart(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> names = new ArrayList<>(List.of("bundle.properties"));
    ClipartModels.ram().manifest().files().forEach(file -> names.add(file.name()));
    for (String name : names) {
      try (InputStream in = ClipartModels.class.getResourceAsStream("clipart-ram/" + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
    return folder;
  }

  /** A zip of a folder, with that folder in it, beside it. */
  static Path zip(Path folder) throws IOException {
    Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out);
        var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        entries.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file.getFileName()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return zip;
  }
}
