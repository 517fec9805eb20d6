package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.server.ServedModels;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Slider, languages and copies of the tags, against the library's own answer. */
class PageTagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Recognizer model;
  private static ServedPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    model = PageModels.photo();
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
    browser.choose(PageModels.CASTLE);
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet();
  }

  private static String copied(String button) {
    browser.find(button).click();
    browser.until("document.getElementById('copied').textContent === 'Copied'");
    return (String)
        browser.asyncScript(
            "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))");
  }

  private static List<String> english(JsonNode tags) {
    List<String> names = new ArrayList<>();
    tags.forEach(tag -> names.add(tag.get("en").asText()));
    return names;
  }

  /** The names of the tags whose scores exceed their thresholds by an amount, the best first. */
  private static List<String> expected(double shift) throws IOException {
    Recognition recognition = model.recognize(PageModels.CASTLE);
    FloatBuffer scores = recognition.scores();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < scores.capacity(); i++) {
      if (scores.get(i) > Math.max(0.01, model.vocabulary().threshold(i) + shift)) {
        found.add(i);
      }
    }
    found.sort((a, b) -> Float.compare(scores.get(b), scores.get(a)));
    return found.stream().map(i -> model.vocabulary().tag(i).english()).toList();
  }

  @Test
  void tagsAreTheLibrarys() throws Exception {
    JsonNode copy = JSON.readTree(copied("#copy-json"));
    assertEquals("castle.jpg", copy.get("image").asText());
    List<TagScore> tags = model.recognize(PageModels.CASTLE).tags();
    assertEquals(tags.stream().map(tag -> tag.tag().english()).toList(), english(copy.get("tags")));
    for (int i = 0; i < tags.size(); i++) {
      assertEquals(tags.get(i).score(), copy.at("/tags/" + i + "/score").floatValue(), 1e-4f);
    }
    assertEquals(String.valueOf(tags.size()), browser.text("#count"));
    assertEquals(tags.size(), browser.texts("#chips li").size());
  }

  @Test
  void theSliderActsAtOnceWithoutTheServer() throws Exception {
    assertEquals("Each tag's own threshold", browser.text("#shift-words"));
    long before = browser.answers();
    browser.find("#shift").click();
    browser.press(Keys.HOME);
    assertEquals("Each tag's own threshold lowered by 0.50", browser.text("#shift-words"));
    List<String> low = english(JSON.readTree(copied("#copy-json")).get("tags"));
    assertEquals(expected(-0.5), low);
    assertTrue(low.size() > expected(0).size(), low.toString());
    browser.find("#reset").click();
    assertEquals(expected(0), english(JSON.readTree(copied("#copy-json")).get("tags")));
    browser.script("document.getElementById('shift').focus()");
    browser.press(Keys.END);
    assertEquals(
        "Each tag's own threshold raised by 0.50",
        browser.find("#shift").getDomProperty("ariaValueText"));
    assertEquals(before, browser.answers());
  }

  @Test
  void languagesActAtOnceWithoutTheServer() {
    long before = browser.answers();
    String both = browser.texts("#chips .chip").get(0);
    browser.find("#tag-language [value=zh]").click();
    String chinese = browser.texts("#chips .chip").get(0);
    browser.find("#tag-language [value=en]").click();
    String english = browser.texts("#chips .chip").get(0);
    assertTrue(both.matches("[a-z ]+ \\p{IsHan}+ 0\\.\\d\\d"), both);
    assertTrue(chinese.matches("\\p{IsHan}+ 0\\.\\d\\d"), chinese);
    assertTrue(english.matches("[a-z ]+ 0\\.\\d\\d"), english);
    assertEquals(before, browser.answers());
  }

  @Test
  void allOfThePageSpeaksChinese() {
    String english = (String) browser.script("return document.body.innerText");
    assertTrue(english.contains("Copy text"), english);
    browser.find("#page-language [value=zh]").click();
    assertEquals("zh-Hans", browser.script("return document.documentElement.lang"));
    assertEquals(
        List.of(),
        browser.script(
            "return [...document.querySelectorAll('[data-text]')]"
                + ".filter(e => !/\\p{Script=Han}/u.test(e.textContent)).map(e => e.outerHTML)"));
    assertEquals("每个标签使用模型自带的阈值", browser.text("#shift-words"));
    browser.find("#page-language [value=en]").click();
    assertEquals(english, browser.script("return document.body.innerText"));
  }

  @Test
  void textIsCopied() throws IOException {
    browser.find("#tag-language [value=en]").click();
    assertEquals(String.join(", ", expected(0)), copied("#copy-text"));
  }
}
