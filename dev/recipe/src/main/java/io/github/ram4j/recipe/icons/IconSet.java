package io.github.ram4j.recipe.icons;

/**
 * Icon set of an npm package of {@code @iconify-json}.
 *
 * @param name such as "noto"
 * @param version of the package, such as "1.2.9"
 * @param sha256 of the package's file, 64 lower-case hexadecimal digits
 * @param training whether models are trained with it; otherwise it is held out for the figures
 * @param licence SPDX name, such as "MIT"
 * @param author as the package names it
 */
public record IconSet(
    String name, String version, String sha256, boolean training, String licence, String author) {

  /** The file that {@link #command} makes, such as "iconify-json-noto-1.2.9.tgz". */
  public String fileName() {
    return "iconify-json-%s-%s.tgz".formatted(name, version);
  }

  /** The command that makes the file. */
  public String command() {
    return "npm pack @iconify-json/%s@%s".formatted(name, version);
  }
}
