package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.ManagedModel.State;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Beans by properties, with the models that ship. */
class RamAutoConfigurationTest {
  private static final String RECOGNIZER = "ram4j.recognizer.model=clipart";
  private static final String CAPTIONER = "ram4j.captioner.model=clipart";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RamAutoConfiguration.class));

  @TempDir private Path folder;

  private static State state(ApplicationContext context) {
    return context.getBean(ManagedModels.class).all().get(0).state();
  }

  private static String strawberry(Recognizer recognizer) throws IOException {
    return recognizer.recognize(Samples.strawberry()).english();
  }

  @Test
  void nothingIsThereWithoutAProperty() {
    runner.run(
        context -> {
          assertTrue(context.getBeansOfType(Recognizer.class).isEmpty());
          assertFalse(context.containsBean("ramCallLimit"));
        });
  }

  @Test
  void aRecognizerOpensAtItsFirstUseAndClosesWithTheContext() {
    runner
        .withPropertyValues(RECOGNIZER)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertEquals(State.NOT_OPENED, state(context));
              assertEquals("strawberry", strawberry(recognizer));
              assertEquals(State.OPEN, state(context));
              context.close();
              assertThrows(IllegalStateException.class, () -> strawberry(recognizer));
              assertEquals(ClipartModels.ram().name(), recognizer.model().source());
            });
  }

  @Test
  void anUnusedRecognizerClosesUnopened() {
    runner
        .withPropertyValues(RECOGNIZER)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              ManagedModels models = context.getBean(ManagedModels.class);
              context.close();
              assertEquals(State.CLOSED, models.all().get(0).state());
              assertThrows(IllegalStateException.class, recognizer::vocabulary);
            });
  }

  @Test
  void eagerModelsAreOpenAfterTheStart() {
    runner
        .withPropertyValues(RECOGNIZER, "ram4j.eager=true")
        .run(context -> assertEquals(State.OPEN, state(context)));
  }

  @Test
  void aCaptionerAloneIsTheRecognizerToo() {
    runner
        .withPropertyValues(CAPTIONER)
        .run(
            context -> {
              Captioner captioner = context.getBean(Captioner.class);
              assertSame(captioner, context.getBean(Recognizer.class));
              String text = captioner.caption(ImageSource.of(Samples.strawberry())).text();
              assertTrue(text.contains("strawberry"), text);
            });
  }

  @Test
  void ofBothTheRecognizerIsInjectedAsOne() {
    runner
        .withPropertyValues(RECOGNIZER, CAPTIONER)
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertFalse(recognizer instanceof Captioner);
              assertInstanceOf(Captioner.class, context.getBean(Captioner.class));
              assertEquals(2, context.getBeansOfType(Recognizer.class).size());
            });
  }

  @Test
  void aBeanOfTheApplicationsOwnIsKept() throws IOException {
    try (Recognizer own = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      runner
          .withPropertyValues(RECOGNIZER, CAPTIONER)
          .withBean("own", Recognizer.class, () -> own)
          .run(
              context -> {
                assertSame(own, context.getBean(Recognizer.class));
                assertFalse(context.containsBean("ramRecognizer"));
                assertTrue(context.containsBean("ramCaptioner"));
              });
    }
  }

  @Test
  void besideACaptionerOfTheApplicationsOwnTheRecognizerIsInjectedAsOne() throws IOException {
    try (Captioner own =
        RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults())) {
      runner
          .withPropertyValues(RECOGNIZER, CAPTIONER)
          .withBean("own", Captioner.class, () -> own)
          .run(
              context -> {
                assertSame(own, context.getBean(Captioner.class));
                assertSame(context.getBean("ramRecognizer"), context.getBean(Recognizer.class));
              });
    }
  }

  /** As the developer tools of Spring Boot start an application again, in the same JVM. */
  @Test
  void contextsFollowEachOther() {
    for (int start = 0; start < 3; start++) {
      runner
          .withPropertyValues(RECOGNIZER)
          .withClassLoader(new URLClassLoader(new URL[0], getClass().getClassLoader()))
          .run(
              context -> assertEquals("strawberry", strawberry(context.getBean(Recognizer.class))));
    }
  }

  @Test
  void withoutActuatorModelsAreServedAllTheSame() {
    runner
        .withPropertyValues(RECOGNIZER)
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.health", "org.springframework.boot.actuate"))
        .run(
            context -> {
              assertFalse(context.containsBean("ram4jHealthIndicator"));
              assertEquals("strawberry", strawberry(context.getBean(Recognizer.class)));
            });
  }

  @Test
  void aTextEncoderOfAFolder() throws IOException {
    runner
        .withPropertyValues("ram4j.text-encoder.model=" + Samples.textEncoder(folder))
        .run(
            context -> {
              TextEncoder encoder = context.getBean(TextEncoder.class);
              float[][] rows = encoder.embed(List.of("a dog", "a cat"));
              assertEquals(2, rows.length);
              assertEquals(encoder.width(), rows[0].length);
            });
  }

  @Test
  void aFolderAndResources() throws IOException {
    Path bundle = Samples.bundle(folder.resolve("bundle"));
    for (String model :
        List.of(
            bundle.toString(),
            bundle.toUri().toString(),
            "classpath:io/github/ram4j/clipart/clipart-ram",
            "classpath:/io/github/ram4j/clipart/clipart-ram/")) {
      runner
          .withPropertyValues("ram4j.recognizer.model=" + model)
          .run(
              context -> assertEquals("strawberry", strawberry(context.getBean(Recognizer.class))));
    }
  }

  @Test
  void theLimitFollowsTheThreads() {
    int processors = Runtime.getRuntime().availableProcessors();
    runner
        .withPropertyValues(RECOGNIZER, "ram4j.recognizer.threads=1")
        .run(context -> assertEquals(processors, context.getBean(CallLimit.class).limit()));
    runner
        .withPropertyValues(RECOGNIZER)
        .run(context -> assertEquals(1, context.getBean(CallLimit.class).limit()));
    runner
        .withPropertyValues(RECOGNIZER, "ram4j.calls.limit=7")
        .run(context -> assertEquals(7, context.getBean(CallLimit.class).limit()));
  }

  @Test
  void propertiesReachTheModel() {
    runner
        .withPropertyValues(
            RECOGNIZER, "ram4j.recognizer.threads=3", "ram4j.recognizer.threshold=1")
        .run(
            context -> {
              Recognizer recognizer = context.getBean(Recognizer.class);
              assertEquals(3, recognizer.model().threads());
              assertEquals("", strawberry(recognizer));
            });
  }

  @Test
  void aCustomizerHasTheLastWord() {
    runner
        .withPropertyValues(RECOGNIZER, "ram4j.recognizer.threads=3")
        .withBean(
            ModelOptionsCustomizer.class,
            () -> (model, options) -> options.withRuntime(options.runtime().withThreads(2)))
        .run(context -> assertEquals(2, context.getBean(Recognizer.class).model().threads()));
  }
}
