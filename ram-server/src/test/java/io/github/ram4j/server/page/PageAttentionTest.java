package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagAttention;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.server.ServedModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Where the model looks for a tag: a map over the image when it is asked for, and in words. */
class PageAttentionTest {
  private static final String LOOK = "#chips [data-key=snake] .look";
  private static final String SHOWN = "!document.getElementById('looks').hidden";

  private static Recognizer model;
  private static Captioner captioner;
  private static ServedPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    model = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    captioner = PageModels.clipart();
    page = ServedPage.open(ServedModels.of(model).withCaptioner(captioner));
    browser = page.browser();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    captioner.close();
    model.close();
  }

  @BeforeEach
  void open() {
    browser.reload();
    browser.choose(PageModels.SCENE);
    browser.until("document.querySelector('#sentence').ariaBusy !== 'true'");
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet();
  }

  private static void look() {
    browser.find(LOOK).click();
    browser.until(SHOWN);
  }

  private static TagAttention expected() throws IOException {
    return model
        .attention(ImageSource.of(PageModels.SCENE), model.vocabulary().require("snake"))
        .get(0);
  }

  /** Red, green, blue and opacity of the drawn map in the middle of a part. */
  private static List<?> pixel(int row, int column) throws IOException {
    TagAttention map = expected();
    return (List<?>)
        browser.script(
            "const c = document.getElementById('looks'); return"
                + " [...c.getContext('2d').getImageData(Math.floor(arguments[0] * c.width),"
                + " Math.floor(arguments[1] * c.height), 1, 1).data]",
            (column + 0.5) / map.columns(),
            (row + 0.5) / map.rows());
  }

  @Test
  void aMapIsAskedForWhenATagsEyeIsPressed() throws IOException {
    String asked =
        "performance.getEntriesByType('resource').filter(e => e.name.includes('attention')).length";
    assertEquals(0L, browser.script("return " + asked));
    assertFalse(browser.shows("#looks"));
    look();
    assertEquals(1L, browser.script("return " + asked));
    browser.find(LOOK).click();
    browser.until("!(" + SHOWN + ")");
    assertEquals("false", browser.find(LOOK).getDomAttribute("aria-pressed"));
  }

  @Test
  void theMapIsWarmWhereTheModelLooksMost() throws IOException {
    look();
    TagAttention.Peak peak = expected().peak();
    TagAttention map = expected();
    List<?> most = pixel((int) (peak.y() * map.rows()), (int) (peak.x() * map.columns()));
    assertTrue((long) most.get(0) > 240 && (long) most.get(2) < 10, "warm: " + most);
  }

  @Test
  void theMapIsDarkWhereTheModelLooksLeast() throws IOException {
    look();
    TagAttention map = expected();
    int least = 0;
    for (int i = 0; i < map.shares().limit(); i++) {
      least = map.shares().get(i) < map.shares().get(least) ? i : least;
    }
    List<?> dark = pixel(least / map.columns(), least % map.columns());
    assertTrue((long) dark.get(0) < 60 && (long) dark.get(3) > 100, "dark: " + dark);
  }

  /** The map has the shape of the image, so that both are laid out alike. */
  @Test
  void theMapLiesOverTheImage() {
    look();
    Object differs =
        browser.script(
            "const [i, c] = ['preview', 'looks'].map(id => document.getElementById(id));"
                + "const [a, b] = [i, c].map(e => e.getBoundingClientRect());"
                + "return Math.abs(i.naturalWidth / i.naturalHeight - c.width / c.height)"
                + " + Math.abs(a.left - b.left) + Math.abs(a.width - b.width)"
                + " + Math.abs(a.top - b.top) + Math.abs(a.height - b.height)");
    assertEquals(0, ((Number) differs).doubleValue(), 0.01);
  }

  @Test
  void theKeyboardReachesItAndKeepsItsPlace() {
    browser.script("document.querySelector('#chips [data-key=snake] .chip').focus()");
    browser.press(Keys.TAB);
    browser.press(Keys.ENTER);
    browser.until(SHOWN);
    assertEquals(
        "true",
        browser.script(
            "return document.activeElement.matches('.look') ? document.activeElement.ariaPressed :"
                + " ''"));
    browser.press(Keys.SPACE);
    browser.until("!(" + SHOWN + ")");
    assertEquals(true, browser.script("return document.activeElement.matches('.look')"));
  }

  @Test
  void itIsSaidInBothLanguages() throws IOException {
    TagAttention.Peak peak = expected().peak();
    String where =
        List.of("upper", "", "lower").get((int) (3 * peak.y()))
            + List.of(" left", " middle", " right").get((int) (3 * peak.x()));
    assertEquals(
        "Where the model looks for snake 蛇", browser.find(LOOK).getDomAttribute("aria-label"));
    look();
    String said = browser.text("#looks-words");
    assertTrue(said.startsWith("snake 蛇: ") && said.contains(where.strip()), said + where);
    assertTrue(said.endsWith("A hint, no box."), said);
    assertEquals(said, browser.script("return document.getElementById('said').textContent"));
    browser.find("#page-language [value=zh]").click();
    assertTrue(browser.text("#looks-words").contains("模型最关注"), browser.text("#looks-words"));
    assertTrue(browser.find(LOOK).getDomAttribute("title").contains("关注的位置"));
  }

  @Test
  void anotherImageHasItsOwn() {
    look();
    browser.choose(PageModels.CASTLE);
    browser.until("!(" + SHOWN + ")");
    assertFalse(browser.shows("#looks-words"));
    browser.script("document.querySelector('#strip li').click()");
    browser.until(SHOWN);
    assertEquals("true", browser.find(LOOK).getDomAttribute("aria-pressed"));
  }

  @Test
  void pressingTheTagStillSteersTheSentence() {
    look();
    browser.find("#chips [data-key=snake] .chip").click();
    assertEquals(
        "true", browser.find("#chips [data-key=snake] .chip").getDomAttribute("aria-pressed"));
    assertTrue(browser.shows("#looks"));
    browser.until("document.querySelector('#sentence').ariaBusy !== 'true'");
  }

  @Test
  void thePageHasNoFaultsWithAMap() {
    look();
    Axe.assertNoFaults(browser, "attention");
    browser.resize(320, 700);
    Axe.assertNoFaults(browser, "attention, 320 px");
    assertEquals(
        true,
        browser.script(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }

  @Test
  void aModelThatDoesNotSayWhereItLooksHasNoEyes() throws IOException {
    try (ServedPage other = ServedPage.open(ServedModels.of(captioner))) {
      other.browser().choose(PageModels.SCENE);
      assertTrue(other.browser().shows("#chips .chip"));
      assertFalse(other.browser().shows("#chips .look"));
    }
  }
}
