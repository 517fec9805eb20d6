package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.CaptionOptions;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.server.ServedModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Sentences in the page: their underlined tags, and tags and words that steer them. */
class PageCaptionTest {
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
    browser.reload();
    browser.choose(PageModels.SCENE);
    untilWritten();
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet();
  }

  private static void untilWritten() {
    browser.until("document.querySelector('#sentence[aria-busy=false]:not(:empty)')");
  }

  private static String expected(Steering steering) throws IOException {
    return model
        .caption(ImageSource.of(PageModels.SCENE), steering, CaptionOptions.beamSearch())
        .get(0)
        .text();
  }

  @Test
  void mentionedTagsAreUnderlined() throws IOException {
    assertEquals(expected(Steering.recognized()), browser.text("#sentence"));
    assertEquals(List.of("police cars", "snake", "bear", "snow"), browser.texts("#sentence u"));
    assertTrue(browser.find("#unsteer").getDomProperty("disabled").equals("true"));
  }

  @Test
  void aTagThatIsPressedSteersTheSentence() throws IOException {
    browser.find("#chips [data-key=bear] button").click();
    untilWritten();
    assertEquals(expected(Steering.of("bear")), browser.text("#sentence"));
    assertEquals(
        "true", browser.find("#chips [data-key=bear] button").getDomProperty("ariaPressed"));
    browser.find("#chips [data-key=snake] button").click();
    untilWritten();
    assertEquals(expected(Steering.of("bear,snake")), browser.text("#sentence"));
    browser.find("#unsteer").click();
    untilWritten();
    assertEquals(expected(Steering.recognized()), browser.text("#sentence"));
    assertFalse(browser.shows("#chips [aria-pressed=true]"));
  }

  @Test
  void theFocusStaysOnATagThatIsPressedByTheKeyboard() throws IOException {
    browser.script("document.querySelector('#chips [data-key=bear] button').focus()");
    browser.press(Keys.SPACE);
    untilWritten();
    assertEquals(
        "bear", browser.script("return document.activeElement.closest('[data-key]').dataset.key"));
    browser.press(Keys.SPACE);
    untilWritten();
    assertEquals(expected(Steering.recognized()), browser.text("#sentence"));
  }

  @Test
  void typedWordsSteerTheSentenceToo() throws IOException {
    browser.find("#steer").sendKeys("elephant, wombat", Keys.ENTER);
    untilWritten();
    assertEquals(expected(Steering.of("elephant,wombat")), browser.text("#sentence"));
    assertEquals(2, browser.texts("#steering li").size());
    browser.find("#steering [data-key=wombat] .cross").click();
    untilWritten();
    assertEquals(expected(Steering.of("elephant")), browser.text("#sentence"));
  }

  @Test
  void thePageSaysWhichTagsAreMoreThanTheModelReads() throws IOException {
    String typed = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z";
    List<Boolean> read =
        model
            .caption(
                ImageSource.of(PageModels.SCENE), Steering.of(typed), CaptionOptions.beamSearch())
            .get(0)
            .tags()
            .stream()
            .map(tag -> tag.read())
            .toList();
    assertTrue(read.contains(true) && read.contains(false), read.toString());
    browser.find("#steer").sendKeys(typed, Keys.ENTER);
    untilWritten();
    assertEquals(
        read,
        browser.texts("#steering li").stream()
            .map(chip -> !chip.contains("past what the model reads"))
            .toList());
  }
}
