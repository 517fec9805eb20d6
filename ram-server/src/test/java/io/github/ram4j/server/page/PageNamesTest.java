package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.server.ServedModels;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Names that no list has, typed into the page. */
class PageNamesTest {
  @TempDir static Path folder;
  private static Recognizer model;
  private static TextEncoder encoder;
  private static ServedPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    model = PageModels.taking(folder);
    encoder = PageModels.names(folder);
    page = ServedPage.open(ServedModels.of(model).withTextEncoder(encoder));
    browser = page.browser();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    encoder.close();
    model.close();
  }

  @BeforeEach
  void open() {
    browser.reload();
    browser.choose(PageModels.PANDA);
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet("status of 422", "status of 400");
  }

  private static void untilScored(int names) {
    browser.until(
        "document.querySelector('#name-chips[aria-busy=false]')"
            + " && document.querySelectorAll('#name-chips .score').length === "
            + names);
  }

  private static String score(Path image, String name) throws IOException {
    OpenVocabulary names = OpenVocabulary.ofNames(encoder, List.of(name));
    Recognition found = model.withVocabulary(names).recognize(image);
    return BigDecimal.valueOf(found.score(0)).setScale(2, RoundingMode.DOWN).toString();
  }

  @Test
  void namesGetTheLibrarysScores() throws IOException {
    browser.find("#names").sendKeys("red panda, 竹子，bamboo", Keys.ENTER);
    untilScored(3);
    List<String> chips = browser.texts("#name-chips li");
    for (String name : List.of("red panda", "竹子", "bamboo")) {
      String score = score(PageModels.PANDA, name);
      assertTrue(
          chips.stream().anyMatch(chip -> chip.startsWith(name + " " + score)), name + chips);
    }
  }

  @Test
  void namesAreAskedOfTheNextImageToo() throws IOException {
    browser.find("#names").sendKeys("bamboo", Keys.ENTER);
    untilScored(1);
    browser.choose(PageModels.CASTLE);
    browser.find("#strip li:last-child").click();
    untilScored(1);
    assertTrue(
        browser
            .texts("#name-chips li")
            .get(0)
            .startsWith("bamboo " + score(PageModels.CASTLE, "bamboo")));
  }

  @Test
  void namesAreRemoved() {
    browser.find("#names").sendKeys("bamboo, red panda", Keys.ENTER);
    untilScored(2);
    browser.find("#name-chips [data-key=bamboo] .cross").click();
    untilScored(1);
    assertEquals("names", browser.script("return document.activeElement.id"));
    browser.find("#name-chips .cross").click();
    untilScored(0);
    assertFalse(browser.shows("#name-chips li"));
  }

  @Test
  void aProblemWithNamesLeavesTheTags() {
    long tags = browser.texts("#chips li").size();
    browser.find("#names").sendKeys("name ".repeat(200), Keys.ENTER);
    browser.until("!document.getElementById('names-problem').hidden");
    assertEquals(tags, browser.texts("#chips li").size());
    assertFalse(browser.shows("#problem"));
  }

  @Test
  void thePageHasNoFaultsWithNames() {
    browser.find("#names").sendKeys("bamboo, red panda", Keys.ENTER);
    untilScored(2);
    Axe.assertNoFaults(browser, "names");
  }
}
