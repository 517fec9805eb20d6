package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.spring.model.ManagedModel.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** {@code spring.main.lazy-initialization}: beans of models keep to what is said of the start. */
class LazyBeansTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(
              context ->
                  context.addBeanFactoryPostProcessor(
                      new LazyInitializationBeanFactoryPostProcessor()))
          .withConfiguration(AutoConfigurations.of(RamAutoConfiguration.class));

  private static List<State> states(ApplicationContext context) {
    return context.getBean(ManagedModels.class).all().stream().map(model -> model.state()).toList();
  }

  @Test
  void eachModelIsKnownFromTheStartAndOpensLater() {
    runner
        .withPropertyValues("ram4j.recognizer.model=clipart", "ram4j.captioner.model=clipart")
        .run(context -> assertEquals(List.of(State.NOT_OPENED, State.NOT_OPENED), states(context)));
  }

  @Test
  void anEagerModelIsOpenAfterTheStart() {
    runner
        .withPropertyValues("ram4j.recognizer.model=clipart", "ram4j.eager=true")
        .run(context -> assertEquals(List.of(State.OPEN), states(context)));
  }

  @Test
  void aWrongModelFailsTheStart() {
    for (String bean : List.of("recognizer", "captioner", "text-encoder", "locator", "segmenter")) {
      runner
          .withPropertyValues("ram4j." + bean + ".model=no/such/folder")
          .run(
              context -> {
                Throwable failure = context.getStartupFailure();
                assertTrue(failure != null, bean + ": expected no start, found one");
                assertTrue(chain(failure).contains("ram4j." + bean + ".model"), chain(failure));
              });
    }
  }

  private static String chain(Throwable failure) {
    return failure.getCause() == null
        ? failure.toString()
        : failure + "\n" + chain(failure.getCause());
  }
}
