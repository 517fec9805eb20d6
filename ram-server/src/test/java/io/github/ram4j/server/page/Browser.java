package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.server.RamServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with the page of a server, and what the browser asked for and complained of. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final String home;

  private Browser(ChromeDriver driver, String home) {
    this.driver = driver;
    this.home = home;
  }

  /** Opens the page of a server, in a language; skips the test where there is no Chromium. */
  static Browser open(RamServer server, String language) {
    Optional<Path> chromium = program("chromium");
    Optional<Path> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no Chromium: expected Debian's packages chromium and chromium-driver");
    SELENIUM.setLevel(Level.SEVERE); // it warns of a Chromium newer than itself
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        "--lang=" + language);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), server.uri().toString());
    browser.cdp(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    browser.reload();
    return browser;
  }

  private static Optional<Path> program(String name) {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens the page as in a new tab. */
  void reload() {
    driver.get(home);
    script("sessionStorage.clear()");
    driver.get(home);
    until("document.documentElement.dataset.theme");
  }

  void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Object asyncScript(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script, arguments);
  }

  /** Waits until the browser has saved a file in a folder; what is in it. */
  JsonNode saved(Path folder, String name, Runnable save) throws IOException {
    cdp(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    save.run();
    Path file = folder.resolve(name);
    new WebDriverWait(driver, PATIENCE).withMessage(name).until(page -> Files.exists(file));
    return JSON.readTree(file.toFile());
  }

  /** Waits until an expression of JavaScript holds. */
  void until(String expression) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(expression)
        .until(page -> Boolean.TRUE.equals(script("return Boolean(" + expression + ")")));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /** The visible texts of elements, in the order of the page. */
  List<String> texts(String css) {
    return settled(
        () ->
            driver.findElements(By.cssSelector(css)).stream()
                .map(element -> element.getText().replace("\n", " "))
                .toList());
  }

  String text(String css) {
    return settled(() -> find(css).getText());
  }

  boolean shows(String css) {
    return settled(
        () -> driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed));
  }

  /** Reads again where the page drew elements anew between finding and reading them. */
  private <T> T settled(Supplier<T> read) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(page -> Optional.of(read.get()))
        .orElseThrow();
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressWithControl(String key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /** Chooses files as the dialog of the browser would, and waits for their results. */
  void choose(Path... files) {
    String names = Arrays.stream(files).map(Path::toString).collect(Collectors.joining("\n"));
    find("#choose").sendKeys(names);
    untilDone(files.length);
  }

  /** Waits until the page shows a number of images, and each has a result or a problem. */
  void untilDone(int images) {
    until("document.querySelectorAll('#strip li').length >= " + images);
    until(
        "[...document.querySelectorAll('#strip li')]"
            + ".every(item => !['waiting', 'running'].includes(item.dataset.state))");
  }

  /** Drops files on the page, as from a file manager. */
  void drop(Path... files) {
    Map<String, Object> data =
        Map.of(
            "items",
            List.of(),
            "files",
            Arrays.stream(files).map(Path::toString).toList(),
            "dragOperationsMask",
            1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      cdp("Input.dispatchDragEvent", Map.of("type", type, "x", 200, "y", 300, "data", data));
    }
  }

  void resize(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
  }

  void prefer(String colours) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
  }

  /** The number of answers that the page has had of the server since it was opened. */
  long answers() {
    return (long) script("return performance.getEntriesByType('resource').length");
  }

  /**
   * Everything the browser asked for was of the server, or an image of the page's own, and nothing
   * was refused by the policy of the page.
   *
   * @param refusals answers of the server that are no success and that the test provokes
   */
  void assertQuiet(String... refusals) throws IOException {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JSON.readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        String url = message.at("/params/request/url").asText();
        String own = url.startsWith("blob:") ? url.substring("blob:".length()) : url;
        assertEquals(home, own.substring(0, Math.min(own.length(), home.length())), url);
      }
    }
    List<String> complaints =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> Stream.of(refusals).noneMatch(message::contains))
            .toList();
    assertEquals(List.of(), complaints);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
