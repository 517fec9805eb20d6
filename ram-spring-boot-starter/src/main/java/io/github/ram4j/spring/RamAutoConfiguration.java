package io.github.ram4j.spring;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.CallListener;
import io.github.ram4j.spring.model.ManagedCaptioner;
import io.github.ram4j.spring.model.ManagedLocator;
import io.github.ram4j.spring.model.ManagedRecognizer;
import io.github.ram4j.spring.model.ManagedSegmenter;
import io.github.ram4j.spring.model.ManagedTextEncoder;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/**
 * The auto-configuration of models. It does nothing without a property that names a model. A bean
 * of the application's own takes the place of one that is made here.
 *
 * <p>A {@link Captioner} is a {@link Recognizer}, too. Where both are configured, who asks for a
 * recognizer gets the recognizer; where there is a captioner alone, the captioner.
 *
 * <p>The beans of models are made at the start, also where an application makes its beans lazily: a
 * wrong property is told then, and health knows of each model.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
    })
@Conditional(AnyModelCondition.class)
@EnableConfigurationProperties(RamProperties.class)
@Import({
  MeterConfiguration.class,
  ObservationConfiguration.class,
  Boot4HealthConfiguration.class,
  Boot3HealthConfiguration.class
})
public class RamAutoConfiguration {

  /** An auto-configuration, made by Spring. */
  public RamAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  CallLimit ramCallLimit(RamProperties properties) {
    RamProperties.Calls calls = properties.calls();
    int processors = Runtime.getRuntime().availableProcessors();
    int threads =
        Stream.of(
                properties.recognizer().threads(),
                properties.captioner().threads(),
                properties.textEncoder().threads(),
                properties.locator().threads(),
                properties.segmenter().threads())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(processors);
    Integer limit = calls.limit();
    if (limit != null && limit < 1) {
      throw new ModelPropertyException("ram4j.calls.limit", "1 or more", limit.toString(), null);
    }
    if (calls.maxWait().isNegative()) {
      throw new ModelPropertyException(
          "ram4j.calls.max-wait", "0 or more", calls.maxWait().toString(), null);
    }
    int byThreads = Math.max(1, processors / Math.max(1, threads));
    return new CallLimit(limit == null ? byThreads : limit, calls.maxWait());
  }

  @Bean
  ManagedModels ramManagedModels() {
    return new ManagedModels();
  }

  @Bean
  ModelFactory ramModelFactory(
      RamProperties properties,
      ObjectProvider<ModelOptionsCustomizer> customizers,
      CallLimit limit,
      ObjectProvider<CallListener> listeners,
      ManagedModels models) {
    return new ModelFactory(
        properties,
        customizers.orderedStream().toList(),
        limit,
        listeners.orderedStream().toList(),
        models);
  }

  @Bean
  @Lazy(false)
  @Primary // any other recognizer is a captioner, perhaps of the application's own
  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "recognizer.model")
  @ConditionalOnMissingBean(value = Recognizer.class, ignored = Captioner.class)
  ManagedRecognizer ramRecognizer(ModelFactory factory) {
    return factory.recognizer();
  }

  @Bean
  @Lazy(false)
  @Fallback // for those who ask for a recognizer, of which there may be another
  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "captioner.model")
  @ConditionalOnMissingBean(Captioner.class)
  ManagedCaptioner ramCaptioner(ModelFactory factory) {
    return factory.captioner();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "text-encoder.model")
  @ConditionalOnMissingBean(TextEncoder.class)
  ManagedTextEncoder ramTextEncoder(ModelFactory factory) {
    return factory.textEncoder();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "locator.model")
  @ConditionalOnMissingBean(Locator.class)
  ManagedLocator ramLocator(ModelFactory factory) {
    return factory.locator();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "segmenter.model")
  @ConditionalOnMissingBean(Segmenter.class)
  ManagedSegmenter ramSegmenter(ModelFactory factory) {
    return factory.segmenter();
  }
}
