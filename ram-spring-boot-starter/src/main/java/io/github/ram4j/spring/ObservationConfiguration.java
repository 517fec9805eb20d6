package io.github.ram4j.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Observations, for traces, where they are asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "observations")
class ObservationConfiguration {

  @Bean
  @ConditionalOnBean(ObservationRegistry.class)
  CallObservations ramCallObservations(ObservationRegistry registry) {
    return new CallObservations(registry);
  }
}
