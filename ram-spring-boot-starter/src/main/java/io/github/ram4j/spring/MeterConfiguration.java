package io.github.ram4j.spring;

import io.github.ram4j.spring.model.CallLimit;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics, where the application has a registry of them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
class MeterConfiguration {

  @Bean
  @ConditionalOnBean(MeterRegistry.class)
  CallMeters ramCallMeters(MeterRegistry registry, CallLimit limit) {
    return new CallMeters(registry, limit);
  }
}
