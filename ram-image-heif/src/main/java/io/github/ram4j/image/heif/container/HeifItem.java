package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image in a file, compressed or made of others.
 *
 * @param id of the item
 * @param type {@code hvc1}, {@code av01}, {@code grid} or another
 * @param properties in the order in which they apply
 */
public record HeifItem(long id, String type, List<Property> properties) {
  /** Those that decoding follows or may pass over. */
  private static final Set<String> KNOWN =
      Set.of(
          "ispe", "pixi", "colr", "irot", "imir", "clap", "pasp", "hvcC", "av1C", "auxC", "clli",
          "mdcv", "cclv", "amve", "rloc", "udes", "a1lx");

  /**
   * Width and height before any turn.
   *
   * @return two numbers of at least 0
   * @throws DamagedImageException if the item has none
   */
  public long[] size() throws DamagedImageException {
    HeaderBytes ispe =
        property("ispe")
            .orElseThrow(
                () ->
                    new DamagedImageException(
                        "HEIF, the item %d: expected a size (ispe), found none".formatted(id)));
    return new long[] {ispe.u32(4), ispe.u32(8)};
  }

  /** The first property of a type. */
  public Optional<HeaderBytes> property(String wanted) {
    return properties.stream()
        .filter(each -> each.type().equals(wanted))
        .map(Property::content)
        .findFirst();
  }

  /**
   * Checks that nothing is asked for that is not done here.
   *
   * @throws DamagedImageException if there is a property that must be followed, and is not known
   */
  public void checkEssential() throws DamagedImageException {
    for (Property property : properties) {
      if (property.essential() && !KNOWN.contains(property.type())) {
        throw new DamagedImageException(
            "HEIF, the item %d: expected properties that this version knows, found '%s'"
                .formatted(id, property.type()));
      }
    }
  }
}
