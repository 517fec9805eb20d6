package io.github.ram4j.spring;

import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A place that a property names: a path, a "file:" URI, or "classpath:" and a resource. Spring's
 * own resources are not used, since a path without a scheme would depend on the kind of
 * application.
 */
record Location(String property, String value) {
  private static final String CLASSPATH = "classpath:";
  private static final String FILE = "file:";

  boolean isResource() {
    return value.startsWith(CLASSPATH);
  }

  /** The absolute name of the resource, without a "/" at its end. */
  private String resource() {
    return "/" + value.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
  }

  private Path path() {
    try {
      return value.startsWith(FILE) && value.startsWith("/", FILE.length())
          ? Path.of(URI.create(value))
          : Path.of(value.startsWith(FILE) ? value.substring(FILE.length()) : value);
    } catch (InvalidPathException e) {
      throw new ModelPropertyException(property, "a path", "\"" + value + "\"", e);
    } catch (IllegalArgumentException e) {
      throw new ModelPropertyException(property, "a URI of a file", "\"" + value + "\"", e);
    }
  }

  /** Reads the manifest and the tags of a bundle. */
  Bundle bundle() throws IOException {
    return isResource()
        ? Bundle.ofResources(Location.class, resource() + "/")
        : Bundle.read(path());
  }

  /** A file of a bundle's folder. */
  Location file(String name) {
    return new Location(property, value.replaceAll("/+$", "") + "/" + name);
  }

  InputStream open() throws IOException {
    if (!isResource()) {
      return Files.newInputStream(path());
    }
    InputStream in = Location.class.getResourceAsStream(resource());
    if (in == null) {
      throw new FileNotFoundException(value);
    }
    return in;
  }

  /** The reading of something. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads, and tells what is wrong as that of the property. */
  <T> T reading(String expected, Reading<T> reading) {
    try {
      return reading.read();
    } catch (ModelPropertyException e) {
      throw e;
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new ModelPropertyException(property, expected, "nothing at \"%s\"".formatted(value), e);
    } catch (IOException | RamException | IllegalArgumentException e) {
      throw new ModelPropertyException(
          property, expected, "\"%s\": %s".formatted(value, e.getMessage()), e);
    }
  }
}
