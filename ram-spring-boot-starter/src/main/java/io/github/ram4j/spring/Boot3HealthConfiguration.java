package io.github.ram4j.spring;

import io.github.ram4j.spring.model.CallLimit;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health as Spring Boot 3 has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
    name = {
      "org.springframework.boot.actuate.health.HealthIndicator",
      "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
    })
class Boot3HealthConfiguration {

  @Bean
  @ConditionalOnEnabledHealthIndicator("ram4j")
  @ConditionalOnMissingBean(name = "ram4jHealthIndicator")
  HealthIndicator ram4jHealthIndicator(ManagedModels models, CallLimit limit) {
    return () -> health(HealthReport.of(models, limit));
  }

  private static Health health(HealthReport report) {
    return new Health.Builder()
        .status(report.status().name())
        .withDetails(report.details())
        .build();
  }
}
