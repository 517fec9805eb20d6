package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What is wrong about a property is told with its name; files that properties name are read. */
class ModelPropertiesTest {
  private static final String RECOGNIZER = "ram4j.recognizer.model=clipart";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RamAutoConfiguration.class));

  @TempDir private Path folder;

  private ModelPropertyException failure(String... properties) {
    ModelPropertyException[] found = new ModelPropertyException[1];
    runner
        .withPropertyValues(properties)
        .run(
            context -> {
              Throwable cause = context.getStartupFailure();
              assertNotNull(cause, "the start did not fail");
              while (!(cause instanceof ModelPropertyException)) {
                cause = cause.getCause();
                assertNotNull(cause, () -> context.getStartupFailure().toString());
              }
              found[0] = (ModelPropertyException) cause;
            });
    return found[0];
  }

  @ParameterizedTest
  @CsvSource({
    "ram4j.recognizer.threads, 0",
    "ram4j.recognizer.threads, 1000000",
    "ram4j.recognizer.batch-size, -1",
    "ram4j.recognizer.cuda-device, -1",
    "ram4j.recognizer.provider, custom",
    "ram4j.recognizer.threshold, 1.5",
    "ram4j.recognizer.threshold, NaN",
    "ram4j.recognizer.model, ''",
    "ram4j.recognizer.model, ' '",
    "ram4j.recognizer.model, file:",
    "ram4j.recognizer.model, 'http://models.example/ram_plus'",
    "ram4j.recognizer.thresholds, nothing-here.tsv",
    "ram4j.recognizer.vocabulary, nothing-here.vocabulary",
    "ram4j.recognizer.vocabulary, classpath:nothing-here.vocabulary",
    "ram4j.recognizer.sha256, 00",
    "ram4j.images.max-pixels, 0",
    "ram4j.images.max-bytes, -5",
    "ram4j.calls.limit, 0",
    "ram4j.calls.max-wait, -1s",
    "ram4j.captioner.model, photo",
    "ram4j.captioner.model, nothing-here",
    "ram4j.text-encoder.model, classpath:nothing-here",
    "ram4j.locator.model, nothing-here",
    "ram4j.locator.model, clipart",
    "ram4j.segmenter.model, photo"
  })
  void aWrongValueIsToldWithItsProperty(String property, String value) {
    ModelPropertyException found = failure(RECOGNIZER, property + "=" + value);
    assertEquals(property, found.property());
    assertTrue(
        found.getMessage().startsWith(property + ": expected ")
            && found.getMessage().contains(", found "),
        found.getMessage());
    String told = Map.of("-1s", "PT-1S", "custom", "CUSTOM").getOrDefault(value, value);
    assertTrue(found.found().contains(told), found.found());
  }

  /**
   * A threshold that is misspelt would otherwise be none, and the tags those of the published ones.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ram4j.recognizer.treshold",
        "ram4j.locater.model",
        "ram4j.images.max-pixel",
        "ram4j.egaer",
        "ram4j.enabled"
      })
  void anUnknownPropertyFailsTheStart(String property) {
    runner
        .withPropertyValues(RECOGNIZER, property + "=1")
        .run(
            context -> {
              Throwable cause = context.getStartupFailure();
              while (cause != null && !(cause instanceof UnboundConfigurationPropertiesException)) {
                cause = cause.getCause();
              }
              UnboundConfigurationPropertiesException found =
                  assertInstanceOf(UnboundConfigurationPropertiesException.class, cause);
              assertEquals(
                  Set.of(ConfigurationPropertyName.of(property)),
                  found.getUnboundProperties().stream()
                      .map(ConfigurationProperty::getName)
                      .collect(Collectors.toSet()));
            });
  }

  @Test
  void anEmptyModelIsToldAsOne() {
    ModelPropertyException found = failure("ram4j.recognizer.model=");
    assertEquals("an empty value", found.found());
    runner
        .withPropertyValues("ram4j.recognizer.model=false")
        .run(context -> assertEquals(0, context.getBeanNamesForType(Recognizer.class).length));
  }

  @Test
  void twoWaysToSetThresholdsAreOneTooMany() {
    ModelPropertyException found =
        failure(RECOGNIZER, "ram4j.recognizer.threshold=0.5", "ram4j.recognizer.thresholds=x.tsv");
    assertEquals("ram4j.recognizer.thresholds", found.property());
  }

  @Test
  void aBundleOfTheExpectedDigestOnly() throws IOException {
    Path bundle = Samples.bundle(folder.resolve("bundle"));
    String digest;
    try (InputStream in = Files.newInputStream(bundle.resolve("bundle.properties"))) {
      digest = BundleFile.measure("bundle.properties", in).sha256();
    }
    String model = "ram4j.recognizer.model=" + bundle;
    runner
        .withPropertyValues(model, "ram4j.recognizer.sha256=" + digest)
        .run(context -> assertEquals(279, context.getBean(Recognizer.class).vocabulary().size()));

    String other = "0".repeat(64);
    ModelPropertyException found = failure(model, "ram4j.recognizer.sha256=" + other);
    assertEquals("ram4j.recognizer.sha256", found.property());
    assertEquals(other, found.expected());
    assertTrue(found.found().startsWith(digest), found.found());
  }

  @Test
  void anAlteredFileFailsAnEagerStartAndALazyCall() throws IOException {
    Path bundle = Samples.bundle(folder.resolve("bundle"));
    Path graph;
    try (var files = Files.list(bundle)) {
      graph = files.filter(it -> it.toString().endsWith(".onnx")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    String model = "ram4j.recognizer.model=" + bundle;

    ModelPropertyException found = failure(model, "ram4j.eager=true");
    assertEquals("ram4j.recognizer.model", found.property());
    assertTrue(found.found().contains("was altered"), found.found());

    runner
        .withPropertyValues(model)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertThrows(
                  ModelPropertyException.class, () -> recognizer.recognize(Samples.strawberry()));
            });
  }

  @Test
  void thresholdsOfAFile() throws IOException {
    TagVocabulary list =
        ClipartModels.ram().vocabulary().withThresholds(ThresholdPolicy.uniform(0.999f));
    Path file = folder.resolve("thresholds.tsv");
    try (Writer out = Files.newBufferedWriter(file)) {
      list.write(out);
    }
    runner
        .withPropertyValues(RECOGNIZER, "ram4j.recognizer.thresholds=" + file)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertEquals(0.999f, recognizer.vocabulary().threshold(0));
              assertEquals("", recognizer.recognize(Samples.strawberry()).english());
            });
  }

  @Test
  void aVocabularyAloneOrAfterTheModelsTags() throws IOException {
    Path file = folder.resolve("names.vocabulary");
    OpenVocabulary.of(List.of(OpenTag.listed("house", 0.5f), OpenTag.listed("strawberry", 0.5f)))
        .write(file);
    String vocabulary = "ram4j.recognizer.vocabulary=" + file;
    runner
        .withPropertyValues(RECOGNIZER, vocabulary, "ram4j.recognizer.only-vocabulary=true")
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertEquals(2, recognizer.vocabulary().size());
              assertEquals("strawberry", recognizer.recognize(Samples.strawberry()).english());
            });
    runner
        .withPropertyValues(RECOGNIZER, vocabulary)
        .run(context -> assertEquals(279, context.getBean(Recognizer.class).vocabulary().size()));
  }

  @Test
  void aFailedStartIsReportedWithoutAStack() {
    ModelPropertyException found = failure("ram4j.recognizer.model=nothing-here");
    FailureAnalyzer analyzer =
        SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
            // Some of Boot's own want a bean factory.
            .load(FailureAnalyzer.class, (type, name, failure) -> {})
            .stream()
            .filter(it -> it instanceof ModelPropertyFailureAnalyzer)
            .findFirst()
            .orElseThrow();
    FailureAnalysis analysis =
        analyzer.analyze(new IllegalStateException("creating a bean", found));
    assertInstanceOf(ModelPropertyException.class, analysis.getCause().getCause());
    assertTrue(analysis.getDescription().contains("ram4j.recognizer.model"));
    assertTrue(analysis.getDescription().contains("nothing-here"));
  }

  /** What an editor shows of each property. */
  @Test
  void everyPropertyHasMetadata() throws IOException {
    Set<String> names = new HashSet<>();
    try (InputStream in =
        RamProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      JsonNode metadata = new ObjectMapper().readTree(in);
      for (JsonNode property : metadata.get("properties")) {
        names.add(property.get("name").asText());
        assertFalse(property.get("type").asText().isEmpty());
        assertTrue(property.get("description").asText().endsWith("."), property.toString());
      }
      assertEquals(2, metadata.get("hints").size());
      for (JsonNode hint : metadata.get("hints")) {
        assertTrue(names.contains(hint.get("name").asText()), hint.toString());
      }
    }
    assertTrue(
        names.containsAll(
            Set.of(
                "ram4j.eager",
                "ram4j.calls.limit",
                "ram4j.recognizer.only-vocabulary",
                "ram4j.locator.model",
                "ram4j.segmenter.sha256")),
        names.toString());
  }
}
