package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.ram4j.Recognizer;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A model whose thresholds let all of its tags through. */
class PageManyTagsTest {
  private static final int AT_FIRST = 60;

  @Test
  void thePageShowsSixtyAndTheOthersWhenAsked() throws IOException {
    ModelOptions all = ModelOptions.defaults().withThresholds(ThresholdPolicy.uniform(0));
    try (Recognizer model = RamModels.open(PhotoModels.tagger(), all);
        RamServer server = RamServer.start(ServedModels.of(model), ServerOptions.defaults());
        Browser browser = Browser.open(server, "en-US")) {
      browser.choose(PageModels.PANDA);
      int found = model.recognize(PageModels.PANDA).tags().size();
      assertEquals(String.valueOf(found), browser.text("#count"));
      assertEquals(AT_FIRST, chips(browser));
      assertEquals("Show %d more".formatted(found - AT_FIRST), browser.text("#more"));
      browser.find("#more").click();
      assertEquals(found, chips(browser));
      assertFalse(browser.shows("#more"));
      assertEquals("result", browser.script("return document.activeElement.id"));
      browser.choose(PageModels.CASTLE);
      assertEquals(AT_FIRST, chips(browser), "another image begins anew");
      browser.assertQuiet();
    }
  }

  private static long chips(Browser browser) {
    return (long) browser.script("return document.querySelectorAll('#chips li').length");
  }
}
