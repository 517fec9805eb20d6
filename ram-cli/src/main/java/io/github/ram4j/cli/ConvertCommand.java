package io.github.ram4j.cli;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertReport;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.quantize.QuantizeOptions;
import io.github.ram4j.quantize.QuantizeReport;
import io.github.ram4j.quantize.Quantizer;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that converts a checkpoint to a bundle. */
@Command(
    name = "convert",
    description =
        "Convert a checkpoint of RAM, RAM++, Tag2Text, CLIP's text half, Grounding DINO, SAM,"
            + " SAM 2, MobileSAM or EfficientNet-Lite to a bundle.",
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CHECKPOINT",
      description =
          "A .pth, .pt or .safetensors file, or the folder of one model, as Hugging Face has them.")
  private Path checkpoint;

  @Option(
      names = "--out",
      paramLabel = "BUNDLE",
      required = true,
      description = "The folder to make; it appears when it is complete.")
  private Path out;

  @Option(
      names = "--weights",
      paramLabel = "ENTRY",
      description =
          "One of several models in the file, such as model_ema; by default the trained one.")
  private String weights;

  @Option(
      names = "--tags-file",
      paramLabel = "LIST.tsv",
      description =
          "List of all tags of a checkpoint with other tags than the published: id, en, zh,"
              + " threshold.")
  private Path tagsFile;

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description =
          "Keep only these tags: names or ids separated by commas, or a file with one a line. The"
              + " model gets faster; scores stay.")
  private String tags;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "RAM, RAM++: new tags of a file of 'ram vocabulary', which the bundle then has beside the"
              + " checkpoint's, without a text encoder.")
  private Path vocabulary;

  @Option(
      names = "--vocab",
      paramLabel = "WORDS",
      description =
          "Tag2Text: convert its captions, too, with the token vocabulary of its training:"
              + " bert-base-uncased's vocab.txt or tokenizer.json. Grounding DINO: another"
              + " vocabulary than that one. Both take the one in the checkpoint's folder by"
              + " default.")
  private Path words;

  @Option(
      names = "--class-tags",
      paramLabel = "CLASSES.tsv",
      description =
          "EfficientNet-Lite: the tags of --tags-file that each of its classes names: index, tags"
              + " separated by semicolons. A tag's score is the sum of its classes'.")
  private Path classTags;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "fp32",
      description =
          "Data type of stored weights: fp32 (default), fp16, int8 or int8_vnni. fp16 halves the"
              + " bundle, and computes in fp32 at its speed. int8 is the fastest, and gives the"
              + " same answers on every processor; int8_vnni is a little nearer to fp32 and opens"
              + " only on processors that multiply all 8 bits exactly. The answers of fp16 and int8"
              + " are measured against those of fp32.")
  private Precision precision;

  @Option(
      names = "--calibrate",
      paramLabel = "IMAGES",
      description =
          "Calibration images, to measure on and to choose the products that int8 computes: a"
              + " folder, or files separated by commas. Images like those of later use are best; by"
              + " default drawn ones.")
  private String calibrate;

  @Option(
      names = "--tags-shared",
      paramLabel = "SHARE",
      description =
          "int8: least share of common tags (Jaccard) among those of int8 and fp32 on the"
              + " calibration images, 0 to 1; 0.99 by default. Products go back to fp32 until it is"
              + " reached and the logits correlate by 0.99.")
  private Double tagsShared;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Image size, if the file does not have it, or for another one.")
  private Integer imageSize;

  @Option(
      names = "--window",
      paramLabel = "TOKENS",
      description = "Another attention window; position bias tables are resampled.")
  private Integer window;

  @Option(
      names = "--head-heads",
      paramLabel = "N",
      description = "RAM, RAM++, Tag2Text: attention heads of the tagging head; 4 as published.")
  private Integer headHeads;

  @Option(
      names = "--text-heads",
      paramLabel = "N",
      description = "Tag2Text: attention heads of the caption parts; 12 as published.")
  private Integer textHeads;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "Target of the bundle: any (default), cuda (as --no-blocks), or portable: standard"
              + " operators of ONNX alone, for execution providers other than CPU and CUDA, with"
              + " precision fp32 or fp16.")
  private String target;

  @Option(
      names = "--no-blocks",
      description =
          "For GPUs: compute everything at once, instead of in tiles for processors' caches.")
  private boolean noBlocks;

  @Option(names = "--replace", description = "Replace a bundle of the same name.")
  private boolean replace;

  @Override
  public Integer call() throws IOException {
    new OutputCheck(spec.commandLine(), replace, List.of()).requireNoDash("--out", out);
    PrintWriter err = spec.commandLine().getErr();
    if (precision == Precision.FP32) {
      requireNoMeasurement("fp32");
      print(Converter.convert(checkpoint, out, options(err)));
      return 0;
    }
    if (givesRegions(err)) {
      requireNoMeasurement("a model that gives boxes or masks, no tags");
      print(Converter.convert(checkpoint, out, options(err)));
      return 0;
    }
    QuantizeOptions quantize =
        QuantizeOptions.defaults().withImages(CalibrationFiles.of(calibrate));
    if (tagsShared != null) {
      quantize = quantize.withAgreement(tagsShared, quantize.correlation());
    }
    QuantizeReport report = Quantizer.convert(checkpoint, out, options(err), quantize);
    print(report.conversion());
    if (report.tries().size() > 1) {
      report
          .tries()
          .forEach(
              tried ->
                  err.printf(
                      "tried: %d of %d products at float32: %s%n",
                      tried.floatProducts(), report.errors().size(), tried.agreement()));
    }
    if (!report.met()) {
      err.printf(
          "answers are further from those of float32 than asked for (tags shared %.2f): %s%n",
          quantize.tagsShared(), report.agreement());
    }
    return 0;
  }

  private void requireNoMeasurement(String found) {
    if (calibrate != null || tagsShared != null) {
      throw new IllegalArgumentException(
          "--calibrate and --tags-shared: expected with --precision fp16 or int8, found with "
              + found);
    }
  }

  /** Returns whether the checkpoint is one whose int8 answers are not measured by tags. */
  private boolean givesRegions(PrintWriter err) throws IOException {
    ModelFamily family = Converter.inspect(checkpoint, options(err)).family();
    return family.equals(LocatingGraphs.GROUNDING_DINO)
        || SegmentationGraphs.FAMILIES.contains(family);
  }

  private ConvertOptions options(PrintWriter err) throws IOException {
    ConvertOptions options = ConvertOptions.defaults();
    options =
        options
            .withPrecision(precision)
            .withTarget(target())
            .withReplace(replace)
            .withProgress(new ProgressLine(err));
    options = vocabulary == null ? options : options.withNewTags(OpenVocabulary.read(vocabulary));
    options = tags == null ? options : options.withSubset(TagSelection.of(tags));
    options = weights == null ? options : options.withWeights(weights);
    options = headHeads == null ? options : options.withHeadHeads(headHeads);
    options = textHeads == null ? options : options.withTextHeads(textHeads);
    options = imageSize == null ? options : options.withImageSize(imageSize);
    options = classTags == null ? options : options.withClassTags(classTags);
    options = window == null ? options : options.withWindow(window);
    options = tagsFile == null ? options : options.withVocabulary(TagVocabulary.read(tagsFile));
    return words == null ? options : options.withWords(words);
  }

  private BundleTarget target() {
    if (target != null && noBlocks) {
      throw new IllegalArgumentException(
          "--no-blocks: expected without --target, whose cuda it is, found with " + target);
    }
    return noBlocks
        ? BundleTarget.CUDA
        : target == null ? BundleTarget.ANY : new BundleTarget(target);
  }

  private void print(ConvertReport report) {
    PrintWriter lines = spec.commandLine().getOut();
    Table table = new Table();
    table.add("family", report.manifest().family().id());
    report.manifest().image().ifPresent(image -> table.add("image size", image.sizePx() + " px"));
    report.manifest().sizes().entrySet().stream()
        .filter(size -> !CaptionSizes.isOne(size.getKey()))
        .forEach(size -> table.add(size.getKey(), size.getValue()));
    table.add("precision", report.manifest().precision().id());
    report.manifest().accuracy().forEach(table::add);
    for (BundleFile file : report.manifest().files()) {
      table.add(file.name(), "%,d bytes".formatted(file.bytes()));
    }
    table.add("tensors read", Integer.toString(report.tensorsRead()));
    report.ignored().forEach(ignored -> table.add("not needed", ignored));
    report.assumed().forEach(assumed -> table.add("assumed", assumed));
    lines.println(TerminalView.safe(report.bundle().toString()));
    table.lines().forEach(lines::println);
  }
}
