package io.github.ram4j.spring;

import io.github.ram4j.spring.model.CallLimit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health as Spring Boot 4 has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
    name = {
      "org.springframework.boot.health.contributor.HealthIndicator",
      "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
    })
class Boot4HealthConfiguration {

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
