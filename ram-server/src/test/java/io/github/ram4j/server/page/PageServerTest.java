package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page with a server that is slow, gone or asks for a token; the files that it gives. */
class PageServerTest {
  private static final String TOKEN = "0123456789abcdef-secret";

  private static Recognizer model;

  @BeforeAll
  static void start() {
    model = PageModels.photo();
  }

  @AfterAll
  static void stop() {
    model.close();
  }

  private static RamServer server(ServerOptions options) throws IOException {
    return RamServer.start(ServedModels.of(model), options);
  }

  private static void network(Browser browser, boolean offline, int bytesPerSecond) {
    browser.cdp("Network.enable", Map.of());
    browser.cdp(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            offline,
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            bytesPerSecond));
  }

  @Test
  void aTokenIsAskedForWhereTheServerAsks() throws IOException {
    try (RamServer server = server(ServerOptions.defaults().withToken(TOKEN));
        Browser browser = Browser.open(server, "en-US")) {
      browser.until("!document.getElementById('token-form').hidden");
      Axe.assertNoFaults(browser, "token");
      browser.find("#token").sendKeys("wrong", Keys.ENTER);
      browser.until("document.getElementById('token-hint').textContent.includes('not accept')");
      browser.find("#token").sendKeys(TOKEN, Keys.ENTER);
      browser.until("document.getElementById('token-form').hidden");
      browser.choose(PageModels.PANDA);
      assertTrue(browser.shows("#chips li"));
      browser.assertQuiet("status of 401");
    }
  }

  @Test
  void noTokenIsAskedForElsewhere() throws IOException {
    try (RamServer server = server(ServerOptions.defaults());
        Browser browser = Browser.open(server, "en-US")) {
      browser.until("document.getElementById('model').textContent");
      assertFalse(browser.shows("#token-form"));
    }
  }

  @Test
  void aRequestIsCancelled() throws IOException {
    try (RamServer server = server(ServerOptions.defaults());
        Browser browser = Browser.open(server, "en-US")) {
      browser.until("document.getElementById('model').textContent");
      network(browser, false, 6000); // ten seconds for 59 kB
      browser.find("#choose").sendKeys(PageModels.PANDA.toString());
      browser.until("document.querySelector('#strip [data-state=running]')");
      assertEquals("Looking at the image …", browser.text("#running-text"));
      browser.press(Keys.ESCAPE);
      browser.until("document.querySelector('#strip [data-state=cancelled]')");
      assertEquals("Cancelled", browser.text("#problem-title"));
      network(browser, false, -1);
      browser.find("#again").click();
      browser.untilDone(1);
      assertTrue(browser.shows("#chips li"));
    }
  }

  @Test
  void aServerThatIsGoneIsTold() throws IOException {
    try (RamServer server = server(ServerOptions.defaults());
        Browser browser = Browser.open(server, "en-US")) {
      browser.until("document.getElementById('model').textContent");
      network(browser, true, -1);
      browser.choose(PageModels.PANDA);
      assertEquals("The server cannot be reached", browser.text("#problem-title"));
      network(browser, false, -1);
      browser.find("#again").click();
      browser.untilDone(1);
      assertTrue(browser.shows("#chips li"));
    }
  }

  /** Scores of one list shown with the names of another would be wrong tags that look right. */
  @Test
  void aServerThatCameBackWithOtherTagsIsNoticed() throws IOException {
    RamServer server = server(ServerOptions.defaults());
    int port = server.uri().getPort();
    try (Captioner other = PageModels.clipart();
        Browser browser = Browser.open(server, "en-US")) {
      browser.choose(PageModels.PANDA);
      List<String> before = browser.texts("#chips .chip");
      assertTrue(before.stream().anyMatch(chip -> chip.startsWith("panda")), before.toString());
      server.close();
      server =
          RamServer.start(
              ServedModels.of(other).withName("another"),
              ServerOptions.defaults().withAddress("127.0.0.1", port));
      browser.find("#choose").sendKeys(PageModels.SCENE.toString());
      browser.untilDone(2);
      browser.until("document.querySelector('#sentence').ariaBusy !== 'true'");
      List<String> after = browser.texts("#chips .chip");
      assertTrue(after.stream().anyMatch(chip -> chip.startsWith("bear")), after.toString());
      assertTrue(browser.text("#model").startsWith("another"), browser.text("#model"));
      browser.find("#strip li").click();
      assertEquals(before, browser.texts("#chips .chip"));
    } finally {
      server.close();
    }
  }

  /** Without a browser: every file that another one names is served, under the strict policy. */
  @Test
  void thePageHasAllItsFiles() throws Exception {
    Pattern named = Pattern.compile("(?:src|href)=\"([\\w.]+)\"|from \"\\./(\\w+\\.js)\"");
    try (RamServer server = server(ServerOptions.defaults())) {
      assertTrue(visit(server.uri(), named) >= 17);
    }
  }

  private static int visit(URI page, Pattern named) throws Exception {
    Set<URI> seen = new HashSet<>();
    Deque<URI> open = new ArrayDeque<>();
    open.add(page);
    HttpClient client = HttpClient.newHttpClient();
    while (!open.isEmpty()) {
      URI uri = open.remove();
      if (seen.add(uri)) {
        HttpResponse<String> file =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertEquals(200, file.statusCode(), uri.toString());
        if (!uri.getPath().endsWith(".json")) {
          String policy = file.headers().firstValue("Content-Security-Policy").orElse("");
          assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), uri + policy);
          assertFalse(policy.contains("unsafe"), policy);
        }
        Matcher names = named.matcher(file.body());
        while (names.find()) {
          open.add(page.resolve(names.group(1) == null ? names.group(2) : names.group(1)));
        }
      }
    }
    return seen.size();
  }
}
