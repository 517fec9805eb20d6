package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** axe-core, which looks for faults of accessibility. */
final class Axe {
  private static final String RUN =
      "const done = arguments[0];"
          + "axe.run(document, {resultTypes: ['violations']}).then(found => done({"
          + " passes: found.passes.length,"
          + " faults: found.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
          + "  .map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html + ' '"
          + "   + n.any.map(a => a.message)).join(' | '))}));";

  private Axe() {}

  /** Finds no serious or critical fault in the page as it is, in light and in dark colours. */
  static void assertNoFaults(Browser browser, String state) {
    browser.script(source());
    for (String colours : List.of("light", "dark")) {
      browser.prefer(colours);
      Map<?, ?> found = (Map<?, ?>) browser.asyncScript(RUN);
      assertEquals(List.of(), found.get("faults"), state + ", " + colours);
      assertTrue((long) found.get("passes") > 10, "rules that looked at something");
    }
    browser.prefer("light");
  }

  private static String source() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
