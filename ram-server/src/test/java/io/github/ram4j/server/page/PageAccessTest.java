package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.server.ServedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page by keyboard alone, on a phone, in dark colours, and to a screen reader. */
class PageAccessTest {
  private static final String WRITTEN =
      "document.querySelector('#sentence[aria-busy=false]:not(:empty)')";

  /** What has the focus, and whether one sees it: the outline is its own or its label's. */
  private static final String FOCUS =
      "const e = document.activeElement; const label = e.closest('label') ?? e;"
          + "const seen = [e, label].some(o => getComputedStyle(o).outlineStyle !== 'none');"
          + "return [e.id || e.dataset.key || e.closest('[data-key]')?.dataset.key"
          + " || (e === document.body ? 'body' : e.textContent.trim()), seen];";

  private static Captioner model;
  private static ServedPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    model = PageModels.clipart();
    page = ServedPage.open(ServedModels.of(model));
    browser = page.browser();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    model.close();
  }

  @BeforeEach
  void open() {
    browser.cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.prefer("light");
    browser.reload();
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet("status of 415");
  }

  private static void openScene() {
    browser.choose(PageModels.SCENE);
    browser.until(WRITTEN);
  }

  private static List<?> focus() {
    return (List<?>) browser.script(FOCUS);
  }

  /** Presses Tab until the focus is on something; what was passed. */
  private static List<String> tabTo(String wanted) {
    List<String> passed = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      browser.press(Keys.TAB);
      List<?> focus = focus();
      assertTrue(
          focus.get(0).equals("body") || focus.get(1).equals(true),
          "an outline around " + focus.get(0));
      if (focus.get(0).equals(wanted)) {
        return passed;
      }
      passed.add(String.valueOf(focus.get(0)));
    }
    throw new AssertionError(
        "expected the focus to come to %s, found %s".formatted(wanted, passed));
  }

  @Test
  void allOfItWorksByTheKeyboard() {
    assertEquals(List.of("Skip to the result", "page-language", "theme"), tabTo("choose"));
    openScene();
    browser.choose(PageModels.PANDA);
    assertEquals("choose", focus().get(0));
    assertEquals(List.of("save", "clear"), tabTo("panda.jpg"), "the list is one stop");
    browser.press(Keys.ARROW_LEFT);
    assertEquals("police-cars-snake-bear.png", browser.text("#file-name"));
    assertEquals("police-cars-snake-bear.png", focus().get(0));
    assertEquals(List.of("remove", "steer", "button-steer"), named(tabTo("copy-text")));
    tabTo("shift");
    browser.press(Keys.HOME);
    assertTrue(browser.text("#shift-words").contains("lowered by 0.50"));
    tabTo("reset");
    browser.press(Keys.ENTER);
    assertEquals("shift", focus().get(0));
    tabTo("police car");
    browser.press(Keys.ENTER);
    browser.until(WRITTEN);
    assertEquals("police car", focus().get(0));
    tabTo("Keyboard");
    browser.press(Keys.ENTER);
    assertTrue(browser.shows(".keys"));
  }

  private static List<String> named(List<String> passed) {
    return passed.stream().map(name -> name.equals("Write again") ? "button-steer" : name).toList();
  }

  @Test
  void imagesAreRemovedByTheKeyboard() {
    openScene();
    browser.choose(PageModels.PANDA);
    tabTo("panda.jpg");
    browser.press(Keys.DELETE);
    assertEquals("police-cars-snake-bear.png", focus().get(0));
    assertEquals(
        "panda.jpg removed", browser.script("return document.getElementById('said').textContent"));
    browser.press(Keys.DELETE);
    assertEquals("choose", focus().get(0));
  }

  @Test
  void resultsAreSaid() {
    openScene();
    assertEquals("status", browser.find("#said").getAriaRole());
    String said = (String) browser.script("return document.getElementById('said').textContent");
    assertTrue(said.startsWith("police-cars-snake-bear.png: 4 tags. "), said);
    assertTrue(said.contains("bear"), said);
    assertEquals("Sentence", browser.find("#caption-part").getAccessibleName());
    assertEquals("Threshold", browser.find("#shift").getAccessibleName());
    assertEquals("Choose images", browser.find("#choose").getAccessibleName());
  }

  @Test
  void aPhoneShowsAllOfIt() {
    browser.resize(320, 640);
    assertNothingSticksOut();
    openScene();
    browser.choose(PageModels.NO_IMAGE);
    assertNothingSticksOut();
    browser.find("#strip li").click();
    browser.find("#steer").sendKeys("a-word-of-great-length-that-has-to-be-broken", Keys.ENTER);
    browser.until(WRITTEN);
    assertNothingSticksOut();
    browser.find("#page-language [value=zh]").click();
    assertNothingSticksOut();
    Axe.assertNoFaults(browser, "phone");
  }

  /** Nothing but the strip of images scrolls sideways, and all that is pressed is 24 px or more. */
  private static void assertNothingSticksOut() {
    assertEquals(
        List.of(),
        browser.script(
            "return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()"
                + " && !e.closest('.strip, .unseen, .skip')"
                + " && (e.getBoundingClientRect().right > innerWidth + 0.5"
                + "  || (e.matches('button, select, input:not(.unseen, [type=radio]), .button')"
                + "   && e.getBoundingClientRect().height < 24)))"
                + ".map(e => e.outerHTML.slice(0, 120))"));
    assertEquals(320L, browser.script("return document.documentElement.scrollWidth"));
  }

  @Test
  void coloursAreTheSystemsOrTheChosenOnes() {
    assertEquals("light", lightness());
    browser.prefer("dark");
    assertEquals("dark", lightness());
    browser.find("#theme [value=light]").click();
    assertEquals("light", lightness());
    browser.prefer("light");
    browser.find("#theme [value=dark]").click();
    assertEquals("dark", lightness());
  }

  private static Object lightness() {
    return browser.script(
        "const rgb = getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g);"
            + "return rgb.slice(0, 3).every(c => c > 200) ? 'light'"
            + " : rgb.slice(0, 3).every(c => c < 60) ? 'dark' : rgb.join();");
  }

  @Test
  void thePageHasNoFaults() {
    browser.until("document.getElementById('model').textContent");
    Axe.assertNoFaults(browser, "empty");
    openScene();
    Axe.assertNoFaults(browser, "sentence");
    browser.find("#chips [data-key=bear] button").click();
    browser.until(WRITTEN);
    browser.find("details").click();
    Axe.assertNoFaults(browser, "steered");
    browser.choose(PageModels.NO_IMAGE);
    browser.find("#strip li:last-child").click();
    Axe.assertNoFaults(browser, "problem");
    browser.find("#page-language [value=zh]").click();
    Axe.assertNoFaults(browser, "Chinese");
  }

  @Test
  void nothingJumpsWhenAResultComes() {
    openScene();
    browser.script(
        "window.shifts = []; new PerformanceObserver(list => window.shifts.push("
            + "...list.getEntries().map(e => e.value))).observe({type: 'layout-shift'});");
    browser.choose(PageModels.PANDA);
    browser.find("#strip li:last-child").click();
    browser.until(WRITTEN);
    double all =
        ((Number) browser.script("return shifts.reduce((a, b) => a + b, 0)")).doubleValue();
    assertTrue(all < 0.02, "layout shifts of " + all);
  }
}
