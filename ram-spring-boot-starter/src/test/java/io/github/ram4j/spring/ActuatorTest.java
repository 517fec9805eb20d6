package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.ManagedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.FileNotFoundException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Health, meters and observations. */
class ActuatorTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RamAutoConfiguration.class))
          .withPropertyValues("ram4j.recognizer.model=clipart");

  /** The indicator's answer as text; its class has another name in each generation of Boot. */
  private static String health(ApplicationContext context) throws ReflectiveOperationException {
    Object indicator = context.getBean("ram4jHealthIndicator");
    Class<?> type =
        Arrays.stream(indicator.getClass().getInterfaces())
            .filter(it -> it.getSimpleName().equals("HealthIndicator"))
            .findFirst()
            .orElseThrow();
    boolean four =
        type.getName().equals("org.springframework.boot.health.contributor.HealthIndicator");
    assertEquals(SpringBootVersion.getVersion().startsWith("4."), four, type.getName());
    Method method = type.getMethod("health");
    return method.invoke(indicator).toString();
  }

  @Test
  void healthOpensNothingAndFollowsTheModel() {
    runner.run(
        context -> {
          String before = health(context);
          assertTrue(before.startsWith("UP "), before);
          assertTrue(before.contains("state=not opened yet"), before);
          context.getBean(Recognizer.class).recognize(Samples.strawberry());
          String after = health(context);
          assertTrue(after.startsWith("UP "), after);
          assertTrue(after.contains("state=open") && after.contains("tags=279"), after);
        });
  }

  @Test
  void aModelThatFailedToOpenIsDown() {
    ManagedModels models = new ManagedModels();
    CallLimit limit = new CallLimit(1, Duration.ZERO);
    ManagedModel<Recognizer> broken =
        new ManagedModel<>(
            "recognizer",
            () -> {
              throw new FileNotFoundException("gone");
            },
            limit,
            List.of());
    models.add(broken);
    assertThrows(FileNotFoundException.class, broken::openNow);
    HealthReport report = HealthReport.of(models, limit);
    assertEquals(HealthReport.Status.DOWN, report.status());
    assertTrue(report.details().toString().contains("error=gone"), report.toString());
    broken.close();
    assertEquals(HealthReport.Status.OUT_OF_SERVICE, HealthReport.of(models, limit).status());
  }

  @Test
  void healthIsSwitchedOffByItsOwnProperty() {
    runner
        .withPropertyValues("management.health.ram4j.enabled=false")
        .run(context -> assertFalse(context.containsBean("ram4jHealthIndicator")));
  }

  @Test
  void metersCountCallsImagesAndFailures() {
    runner
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              ImageSource image = ImageSource.of(Samples.strawberry());
              recognizer.recognize(Samples.strawberry());
              recognizer.recognizeAll(List.of(image, image, image));
              assertThrows(ImageException.class, () -> recognizer.recognize(new byte[] {1, 2, 3}));

              assertEquals(2, meters.get("ram4j.calls").tag("error", "none").timer().count());
              assertEquals(
                  1, meters.get("ram4j.calls").tag("error", "ImageException").timer().count());
              assertEquals(3, meters.get("ram4j.calls.wait").timer().count());
              assertEquals(5, meters.get("ram4j.images").counter().count());
              assertEquals(1, meters.get("ram4j.images.failed").counter().count());
              assertEquals(3, meters.get("ram4j.batch.size").summary().max());
              assertEquals(0, meters.get("ram4j.calls.active").gauge().value());
              assertEquals(1, meters.get("ram4j.calls.limit").gauge().value());
            });
  }

  @Test
  void withoutMicrometerModelsAreServedAllTheSame() {
    runner
        .withClassLoader(new FilteredClassLoader("io.micrometer"))
        .run(
            context ->
                assertEquals(
                    "strawberry",
                    context
                        .getBean(Recognizer.class)
                        .recognize(Files.readAllBytes(Samples.strawberry()))
                        .english()));
  }

  @Test
  void callsAreObservationsWhereAskedFor() {
    List<Observation.Context> seen = new ArrayList<>();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStop(Observation.Context context) {
                seen.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    ApplicationContextRunner observed =
        runner.withBean(ObservationRegistry.class, () -> observations);
    observed.run(context -> context.getBean(Recognizer.class).recognize(Samples.strawberry()));
    assertEquals(List.of(), seen);

    observed
        .withPropertyValues("ram4j.observations=true")
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              recognizer.recognize(Samples.strawberry());
              assertThrows(ImageException.class, () -> recognizer.recognize(new byte[] {1, 2, 3}));
            });
    assertEquals(2, seen.size());
    assertEquals("recognize", seen.get(0).getLowCardinalityKeyValue("operation").getValue());
    assertNull(seen.get(0).getError());
    assertEquals(ImageException.class, seen.get(1).getError().getClass());
  }
}
