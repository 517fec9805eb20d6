package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.ManagedModel;
import io.github.ram4j.spring.model.ManagedModel.State;
import io.github.ram4j.testkit.RegionModelFiles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Locators and segmenters by properties, with small models by a formula. */
class RegionBeansTest {
  private static final LocateOptions OPTIONS = LocateOptions.defaults().withBoxThreshold(0.3f);

  @TempDir static Path models;
  private static String locator;
  private static String segmenter;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RamAutoConfiguration.class));

  private final ImageSource image = ImageSource.of(Samples.strawberry());

  @BeforeAll
  static void convert() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            models,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    locator = "ram4j.locator.model=" + files.detector();
    segmenter = "ram4j.segmenter.model=" + files.segmenter();
  }

  private static List<State> states(ApplicationContext context) {
    return context.getBean(ManagedModels.class).all().stream().map(ManagedModel::state).toList();
  }

  private Scene scene(Locator boxes, Segmenter masks, List<TagScore> tags) throws IOException {
    return SceneFinder.of(boxes)
        .withSegmenter(masks)
        .withOptions(OPTIONS)
        .find("strawberry.png", image, tags);
  }

  @Test
  void tagsBoxesAndMasksAreThoseOfTheLibrary() {
    runner
        .withPropertyValues("ram4j.recognizer.model=clipart", locator, segmenter)
        .run(
            context -> {
              Locator boxes = context.getBean(Locator.class);
              Segmenter masks = context.getBean(Segmenter.class);
              assertEquals(
                  List.of(State.NOT_OPENED, State.NOT_OPENED), states(context).subList(1, 3));
              List<TagScore> tags =
                  ThingTags.of(context.getBean(Recognizer.class).recognize(image).tags());
              Scene found = scene(boxes, masks, tags);
              assertEquals(List.of(State.OPEN, State.OPEN, State.OPEN), states(context));
              assertFalse(found.regions().isEmpty());
              assertTrue(found.regions().stream().allMatch(it -> it.mask().isPresent()));
              try (Locator own = RegionModels.openLocator(models.resolve("tiny-dino"));
                  Segmenter ownMasks = RegionModels.openSegmenter(models.resolve("tiny-sam"))) {
                assertEquals(scene(own, ownMasks, tags), found);
              }
            });
  }

  @Test
  void eachCallReachesTheModel() {
    runner
        .withPropertyValues(locator, segmenter)
        .run(
            context -> {
              Locator boxes = context.getBean(Locator.class);
              Segmenter masks = context.getBean(Segmenter.class);
              Path place = models.resolve("tiny-dino");
              try (Locator own = RegionModels.openLocator(place)) {
                assertEquals(own.model().source(), boxes.model().source());
                assertEquals(
                    own.locatePhrase(image, "a red berry", OPTIONS),
                    boxes.locatePhrase(image, "a red berry", OPTIONS));
                assertEquals(
                    own.locateNames(image, List.of("berry"), OPTIONS),
                    boxes.locateNames(image, List.of("berry"), OPTIONS));
              }
              Box box = new Box(20, 20, 120, 120);
              EmbeddedImage embedded = masks.embed(image);
              SegmentedMask one = masks.segment(embedded, List.of(MaskPrompt.of(box))).get(0);
              assertEquals(one.mask(), masks.segment(image, List.of(box)).get(0).mask());
              assertEquals(
                  3, masks.alternatives(embedded, List.of(MaskPrompt.of(box))).get(0).size());
              assertTrue(masks.model().source().contains("tiny-sam"), masks.model().source());
            });
  }

  @Test
  void theyCloseWithTheContextOpenedOrNot() {
    runner
        .withPropertyValues(locator, segmenter)
        .run(
            context -> {
              Locator boxes = context.getBean(Locator.class);
              Segmenter masks = context.getBean(Segmenter.class);
              ManagedModels managed = context.getBean(ManagedModels.class);
              masks.embed(image);
              context.close();
              managed.all().forEach(it -> assertEquals(State.CLOSED, it.state(), it.name()));
              assertThrows(
                  IllegalStateException.class, () -> boxes.locate(image, List.of(), OPTIONS));
              assertThrows(IllegalStateException.class, () -> masks.embed(image));
            });
  }

  @Test
  void beansOfTheApplicationsOwnAreKept() throws IOException {
    try (Locator own = RegionModels.openLocator(models.resolve("tiny-dino"));
        Segmenter ownMasks = RegionModels.openSegmenter(models.resolve("tiny-sam"))) {
      runner
          .withPropertyValues(locator, segmenter)
          .withBean("own", Locator.class, () -> own)
          .withBean("ownMasks", Segmenter.class, () -> ownMasks)
          .run(
              context -> {
                assertSame(own, context.getBean(Locator.class));
                assertSame(ownMasks, context.getBean(Segmenter.class));
                assertEquals(List.of(), states(context));
              });
    }
  }

  @Test
  void oneAloneIsEnoughAndEagerOnesAreOpen() {
    runner
        .withPropertyValues(segmenter, "ram4j.eager=true", "ram4j.segmenter.threads=1")
        .run(
            context -> {
              assertEquals(List.of(State.OPEN), states(context));
              assertTrue(context.getBeansOfType(Locator.class).isEmpty());
              assertEquals(1, context.getBean(Segmenter.class).model().threads());
              assertEquals(
                  Runtime.getRuntime().availableProcessors(),
                  context.getBean(CallLimit.class).limit());
            });
  }

  @Test
  void eachTakesItsOwnKindOfBundle() {
    String mistaken = segmenter.replace("segmenter", "locator");
    runner
        .withPropertyValues(mistaken)
        .run(
            context -> {
              Throwable cause = context.getStartupFailure();
              while (cause != null && !(cause instanceof ModelPropertyException)) {
                cause = cause.getCause();
              }
              assertNotNull(cause);
              assertTrue(
                  cause
                      .getMessage()
                      .startsWith("ram4j.locator.model: expected a bundle for locating"),
                  cause.getMessage());
            });
  }

  @Test
  void healthAndMetersHaveThem() {
    runner
        .withPropertyValues(locator, segmenter)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              Locator boxes = context.getBean(Locator.class);
              Segmenter masks = context.getBean(Segmenter.class);
              boxes.locateNames(image, List.of("berry"), OPTIONS);
              masks.segment(image, List.of(new Box(20, 20, 120, 120)));
              assertThrows(
                  ImageException.class, () -> masks.embed(ImageSource.of(new byte[] {1, 2, 3})));

              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertEquals(
                  1,
                  meters
                      .get("ram4j.images")
                      .tags("model", "locator", "operation", "locate")
                      .counter()
                      .count());
              assertEquals(
                  1,
                  meters
                      .get("ram4j.calls")
                      .tags("model", "segmenter", "operation", "segment")
                      .timer()
                      .count());
              assertEquals(
                  1,
                  meters
                      .get("ram4j.images.failed")
                      .tags("model", "segmenter", "operation", "embed")
                      .counter()
                      .count());

              String health =
                  HealthReport.of(
                          context.getBean(ManagedModels.class), context.getBean(CallLimit.class))
                      .details()
                      .toString();
              assertTrue(health.contains("locator={state=open, model="), health);
              assertTrue(health.contains("segmenter={state=open, model="), health);
            });
  }
}
