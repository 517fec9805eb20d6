package io.github.ram4j.onnx.embedding;

import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The identity of a text encoder: a digest of its weights and of its tokenizer's merges.
 *
 * <p>The weights count as the checkpoint has them, not as the graph stores them: vocabularies that
 * were made with a float16 bundle are to fit the float32 bundle of the same model, and those of
 * other targets and of a later version's graphs. Embeddings differ by their rounding alone then.
 * The checkpoint's own digest would not do, since the same weights come in many formats, and one
 * file may hold several models. Bundles whose manifest does not say it are told apart by their
 * files.
 */
final class ModelDigest {
  private ModelDigest() {}

  /** The SHA-256, 64 lower-case hex digits. */
  static String of(Bundle bundle) {
    String weights = bundle.manifest().source().get(TextEmbeddingGraphs.SOURCE_WEIGHTS);
    String graph = bundle.graph(TextEmbeddingGraphs.TEXT_ENCODER).file();
    String text =
        String.join(
            "\n",
            bundle.manifest().family().id(),
            weights != null ? weights : digests(bundle, graph),
            digests(bundle, TextEmbeddingGraphs.MERGES_FILE_NAME));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digests of a file and of those whose names continue its own. */
  private static String digests(Bundle bundle, String file) {
    List<BundleFile> files =
        bundle.manifest().files().stream()
            .filter(each -> each.name().startsWith(file))
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .toList();
    return files.stream().map(BundleFile::sha256).collect(Collectors.joining("+"));
  }
}
