package io.github.ram4j.cli;

import io.github.ram4j.evaluate.run.EvaluationFiles;
import io.github.ram4j.view.scene.CocoScenes;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Kinds of output files, each with a check that recognizes an earlier one by its content. */
public enum OutputKind {
  /** Logits as comma-separated values. */
  LOGITS {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return LogitsCsv.isLogits(head(file));
    }
  },
  /** An image with its sentence below. */
  DRAWING {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return DrawnImage.isDrawn(file);
    }
  },
  /** Labels of an index image, as Grounded-SAM's demo writes them. */
  LABELS {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, "\\{\"tags_chinese\":\"");
    }
  },
  /** Regions of images in COCO's format. */
  COCO {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(
          file, "\\{\"info\":\\{\"description\":\"" + Pattern.quote(CocoScenes.DESCRIPTION) + "\"");
    }
  },
  /** A page of captions. */
  CAPTION_PAGE {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return isPage(file, "Captions");
    }
  },
  /** A page of figures. */
  EVALUATION_PAGE {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return isPage(file, "Evaluation");
    }
  },
  /** Figures as JSON. */
  EVALUATION_JSON {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, "\\{\\s*\"pictures\" : \\d+,\\s*\"skipped\" : \\d+,\\s*\"rows\" : \\[");
    }
  },
  /** Figures of each tag as comma-separated values. */
  EVALUATION_CSV {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, Pattern.quote(EvaluationFiles.CSV_HEADER + "\n"));
    }
  },
  /** A list of tags; it cannot be distinguished from a handmade one. */
  TAG_LIST {
    @Override
    boolean isRecognized() {
      return false;
    }
  },
  /** Training data as JSON Lines; they cannot be distinguished from handmade ones. */
  EXAMPLES {
    @Override
    boolean isRecognized() {
      return false;
    }
  },
  /** A vocabulary of new tags. */
  VOCABULARY {
    @Override
    boolean isEarlier(Path file) throws IOException {
      // A zip archive whose first entry has this name.
      try (InputStream in = Files.newInputStream(file)) {
        String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        return head.startsWith("PK\003\004") && head.startsWith("vocabulary.properties", 30);
      }
    }
  },
  /** Descriptions of tags as JSON. */
  DESCRIPTIONS {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, "\\[\\s*\\{\\s*\"([^\"\\\\]|\\\\.)+\"\\s*:\\s*\\[\\s*\"");
    }
  },
  /** Images of a catalogue, which knows how far it wrote them, and tells them from other files. */
  CATALOG_LINES {
    @Override
    boolean isEarlier(Path file) {
      return true;
    }
  },
  /** Tagged videos as JSON Lines. */
  VIDEO_JSON {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, "\\{\"video\":\"");
    }
  },
  /** Subtitles of a video's tags, which cannot be distinguished from others. */
  VIDEO_SUBTITLES {
    @Override
    boolean isRecognized() {
      return false;
    }
  },
  /** A video's timeline, an image like any other. */
  VIDEO_TIMELINE {
    @Override
    boolean isRecognized() {
      return false;
    }
  },
  /** Images of a catalogue as a Parquet file. */
  PARQUET {
    @Override
    boolean isEarlier(Path file) throws IOException {
      try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
        byte[] tail = new byte[(int) Math.min(HEAD, in.length())];
        in.seek(in.length() - tail.length);
        in.readFully(tail);
        // The program is the last of what the file says of itself.
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        return head(file).startsWith("PAR1") && text.endsWith("PAR1") && text.contains("ram4j");
      }
    }
  },
  /** A page of images that were found. */
  SHEET_PAGE {
    @Override
    boolean isEarlier(Path file) throws IOException {
      String head = head(file);
      return head.contains(GENERATOR) && head.contains("<title>" + SHEET_TITLE);
    }
  },
  /** An image of images that were found; it cannot be distinguished from other images. */
  SHEET_IMAGE {
    @Override
    boolean isRecognized() {
      return false;
    }
  },
  /** A report for people. */
  REPORT_TEXT {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, TITLE);
    }
  },
  /** A report for programs. */
  REPORT_JSON {
    @Override
    boolean isEarlier(Path file) throws IOException {
      return begins(file, "\\{\\s*\"title\" : \"" + TITLE);
    }
  };

  private static final String TITLE = "(Tags added|Improbable tags) by ";
  private static final String GENERATOR = "<meta name=\"generator\" content=\"ram4j\"/>";
  private static final int HEAD = 1 << 16;

  /** What the title of a page of images that were found begins with. */
  public static final String SHEET_TITLE = "Found: ";

  /**
   * Returns whether a file is an earlier output of this kind, as far as its content proves it.
   *
   * @throws IOException if it cannot be read
   */
  boolean isEarlier(Path file) throws IOException {
    return false;
  }

  /** Returns whether earlier outputs of this kind are distinguished from other files. */
  boolean isRecognized() {
    return true;
  }

  /**
   * Returns whether a program reads all of an input of this kind before an output takes its name.
   */
  boolean mayBeInput() {
    return this == EXAMPLES;
  }

  private static boolean isPage(Path file, String title) throws IOException {
    String head = head(file);
    return head.contains(GENERATOR) && head.contains("<title>" + title + "</title>");
  }

  private static boolean begins(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern).matcher(head(file)).lookingAt();
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
    }
  }
}
