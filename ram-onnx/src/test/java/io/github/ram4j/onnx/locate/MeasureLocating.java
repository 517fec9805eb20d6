package io.github.ram4j.onnx.locate;

import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.Set;

/** scratch */
final class MeasureLocating {
  static long now() { return Boolean.getBoolean("cpu") ? java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime(); }

  public static void main(String[] args) throws Exception {
    if (args[0].endsWith(".pth") || args[0].endsWith(".safetensors")) {
      io.github.ram4j.convert.Converter.convert(Path.of(args[0]), Path.of(args[1]), io.github.ram4j.convert.ConvertOptions.defaults().withReplace(true).withPrecision(io.github.ram4j.convert.Precision.valueOf(args.length > 2 ? args[2] : "FP32")));
      return;
    }
    RuntimeOptions options = RuntimeOptions.defaults().withThreads(Integer.getInteger("threads", 2));
    if (args.length > 3) {
      String profile = args[3];
      options = options.withProvider("CPU", o -> o.enableProfiling(profile));
    }
    GroundingModel model = GroundingModel.open(Bundle.read(Path.of(args[0])), options);
    ImagePreprocessor pre =
        new ImagePreprocessor(
            new DecodeOptions(ImageOptions.defaults(), 0), ImagePreparation.shortSideCut(800, 1333), 2);
    var image = pre.prepare(ImageSource.of(Path.of(args[1])), new DirectBuffer(), 4);
    ImageGeometry geometry = model.geometry(image.fit().inputWidth(), image.fit().inputHeight());
    var caption = TagCaptions.of(
        java.util.stream.Stream.of("cat", "dog", "tree", "red car").map(n -> new io.github.ram4j.Tag(1, n, java.util.List.of(), true)).toList(),
        model.pieces(), model.marks(), 256, io.github.ram4j.locate.TagJoining.SENTENCES).captions().get(0);
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      long t0 = now();
      float[] text = model.textFeatures(caption.tokens());
      long t1 = now();
      try (var f = model.imageFeatures(image.pixels(), image.fit().inputWidth(), image.fit().inputHeight(), geometry, Set.of(LocatingGraphs.FEATURES))) {
        long t2 = now();
        try (var m = model.fused(f, geometry, caption.tokens(), text)) {
          long t3 = now();
          try (var d = model.decoded(m, geometry)) {
            var raw = model.boxes(d, geometry, caption.tokens().size());
            long t4 = now();
            System.out.printf("text %d image %d fusion %d boxes %d total %d ms, logit0 %f%n", (t1-t0)/1000000,(t2-t1)/1000000,(t3-t2)/1000000,(t4-t3)/1000000,(t4-t0)/1000000, raw.logits()[0]);
          }
        }
      }
    }
    model.close();
    for (String line : java.nio.file.Files.readAllLines(Path.of("/proc/self/status"))) if (line.startsWith("VmHWM") || line.startsWith("VmRSS")) System.out.println(line);
  }
}
