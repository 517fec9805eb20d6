package io.github.ram4j.onnx.locate;
import io.github.ram4j.testkit.GoldenFiles;
final class CheckPublished {
  public static void main(String[] a) throws Exception {
    var golden = GoldenFiles.json("locate/grounding-dino-published.json.gz");
    try (GroundingModel model = GroundingModel.open(io.github.ram4j.bundle.Bundle.read(java.nio.file.Path.of(a[0])), io.github.ram4j.runtime.RuntimeOptions.defaults())) {
      new GoldenImage(model, golden.get("picture").asText(), Float.parseFloat(a[1])).meetsPublished(golden);
      System.out.println("published: met");
    }
  }
}
