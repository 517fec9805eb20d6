package io.github.ram4j.cli.catalog;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.catalog.run.VideoRun;
import io.github.ram4j.catalog.run.VideoSegment;
import io.github.ram4j.cli.Errors;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.cli.OutputCheck;
import io.github.ram4j.cli.OutputKind;
import io.github.ram4j.cli.ReplaceOption;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.video.TagSegment;
import io.github.ram4j.video.TaggedVideo;
import io.github.ram4j.video.VideoOptions;
import io.github.ram4j.video.VideoTagger;
import io.github.ram4j.video.frames.FrameSampling;
import io.github.ram4j.video.frames.LostPart;
import io.github.ram4j.video.frames.VideoException;
import io.github.ram4j.video.output.TimelineImage;
import io.github.ram4j.video.output.VideoJson;
import io.github.ram4j.video.output.WebVtt;
import io.github.ram4j.view.TerminalView;
import java.awt.Dimension;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that tags videos. */
@Command(
    name = "video",
    description = {
      "Tag videos: which things are seen in them, and when.",
      "Frames are looked at in an interval, or where a scene begins; tags become segments."
    },
    sortOptions = false)
final class VideoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Videos.")
  private List<Path> files = new ArrayList<>();

  @Mixin private ModelOptions model;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description =
          "Look at a frame every so many seconds; 1 by default, 0.5 for example is possible.")
  private Double every;

  @Option(
      names = "--scenes",
      description = "Look at the first frame of each scene instead, and at one every 10 seconds.")
  private boolean scenes;

  @Option(
      names = "--json",
      paramLabel = "FILE.jsonl",
      description = "Also write a JSON object for each video, one a line.")
  private Path json;

  @Option(
      names = "--vtt",
      paramLabel = "FILE.vtt",
      description = "Also write subtitles of the tags (WebVTT), of one video.")
  private Path vtt;

  @Option(
      names = "--timeline",
      paramLabel = "FILE.png",
      description = "Also draw a timeline, of one video.")
  private Path timeline;

  @Option(
      names = "--catalog",
      paramLabel = "FILE.sqlite",
      description = "Also write the segments to this catalogue, where 'ram search' finds them.")
  private Path catalog;

  @Mixin private ReplaceOption replace;

  @Override
  public Integer call() throws IOException {
    requireOptions();
    List<Path> inputs = new ArrayList<>(files);
    inputs.addAll(model.inputs());
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--json", json, OutputKind.VIDEO_JSON)
        .require("--vtt", vtt, OutputKind.VIDEO_SUBTITLES)
        .require("--timeline", timeline, OutputKind.VIDEO_TIMELINE)
        .require("--catalog", catalog, OutputKind.CATALOG_LINES);
    try (Catalog open = catalog == null ? null : Catalog.open(catalog);
        Recognizer recognizer = model.open(spec.commandLine().getErr());
        OutputFile lines = json == null ? null : new OutputFile(json)) {
      RamModels.prepareDecoding();
      boolean well = tag(recognizer, open, lines);
      if (lines != null) {
        lines.finish();
      }
      return well ? 0 : 1;
    }
  }

  private void requireOptions() {
    if (every != null && scenes) {
      throw new ParameterException(
          spec.commandLine(), "--every and --scenes: expected one of them, found both");
    }
    if (every != null && !(every > 0 && every <= 86_400)) {
      throw new ParameterException(
          spec.commandLine(),
          "--every: expected more than 0 seconds, at most 86400, found " + every);
    }
    if (files.size() > 1 && (vtt != null || timeline != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected one video, found %d"
              .formatted(vtt == null ? "--timeline" : "--vtt", files.size()));
    }
  }

  /** Tags all videos; one that cannot be read stops no other. False where there was one. */
  private boolean tag(Recognizer recognizer, Catalog open, OutputFile lines) throws IOException {
    VideoTagger tagger = new VideoTagger(recognizer, options());
    try (VideoRun run = open == null ? null : VideoRun.begin(open, recognizer, runOptions())) {
      boolean well = true;
      for (Path file : files) {
        TaggedVideo video;
        try {
          video = tag(tagger, file);
        } catch (IOException | VideoException e) {
          spec.commandLine().getErr().println("ram: " + Errors.explain(e));
          if (run != null && e instanceof VideoException) {
            run.fail(file, String.valueOf(e.getMessage()));
          }
          well = false;
          continue;
        }
        print(video);
        write(video, lines);
        well &= run == null || isWritten(run, file, video);
      }
      return well;
    }
  }

  private boolean isWritten(VideoRun run, Path file, TaggedVideo video) throws IOException {
    Dimension size = new Dimension(video.info().width(), video.info().height());
    List<VideoSegment> segments =
        video.segments().stream()
            .map(each -> new VideoSegment(each.best(), each.startMs(), each.endMs()))
            .toList();
    try {
      run.write(file, size, segments);
      return true;
    } catch (FileFormatException e) {
      spec.commandLine().getErr().println("ram: " + Errors.explain(e));
      return false;
    }
  }

  private TaggedVideo tag(VideoTagger tagger, Path file) throws IOException {
    try (VideoProgress progress = new VideoProgress(file, spec.commandLine().getErr())) {
      return tagger.tag(file, progress::at);
    }
  }

  private VideoOptions options() {
    FrameSampling sampling =
        scenes ? FrameSampling.scenes() : FrameSampling.every(every == null ? 1 : every);
    return VideoOptions.defaults().withSampling(sampling);
  }

  private TagOptions runOptions() {
    String words =
        scenes ? "{\"scenes\":true}" : "{\"every\":%s}".formatted(every == null ? 1.0 : every);
    return TagOptions.defaults().withProgram("ram4j video", words).withModel(model.name());
  }

  private void print(TaggedVideo video) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(TerminalView.safe(video.file().toString()));
    for (TagSegment segment : video.segments()) {
      out.printf(
          "  %s - %s  %s  %.3f%n",
          time(segment.startMs()),
          time(segment.endMs()),
          TerminalView.safe(segment.best().tag().english()),
          segment.best().score());
    }
    if (video.segments().isEmpty()) {
      out.printf("  no tag holds in the %d frames that were looked at%n", video.frames());
    }
    out.flush();
    for (LostPart part : video.lost()) {
      spec.commandLine()
          .getErr()
          .println(
              TerminalView.safe(
                  "ram: %s: expected whole frames, found damage from %s to %s: %s"
                      .formatted(
                          video.file(), time(part.startMs()), time(part.endMs()), part.reason())));
    }
  }

  private static String time(long ms) {
    return "%d:%02d:%02d.%d"
        .formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms / 100 % 10);
  }

  private void write(TaggedVideo video, OutputFile lines) throws IOException {
    if (lines != null) {
      lines.stream().write(VideoJson.line(video).getBytes(StandardCharsets.UTF_8));
    }
    if (vtt != null) {
      try (OutputFile file = new OutputFile(vtt)) {
        file.stream().write(WebVtt.text(video).getBytes(StandardCharsets.UTF_8));
        file.finish();
      }
    }
    if (timeline != null) {
      try (OutputFile file = new OutputFile(timeline)) {
        PngFile.write(TimelineImage.of(video), file.stream());
        file.finish();
      }
    }
  }
}
