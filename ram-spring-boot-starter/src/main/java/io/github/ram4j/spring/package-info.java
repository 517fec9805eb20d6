/**
 * Auto-configuration of recognizers, captioners, text encoders, locators and segmenters as beans of
 * Spring Boot, by properties that begin with {@code ram4j}.
 */
@NullMarked
package io.github.ram4j.spring;

import org.jspecify.annotations.NullMarked;
