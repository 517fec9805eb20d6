package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.HeaderBytes;

/**
 * A property of an item.
 *
 * @param type four characters, for example {@code ispe}
 * @param content behind the box's header, with version and flags where the type has them; borrowed
 * @param essential whether a reader that does not know it must refuse the item
 */
public record Property(String type, HeaderBytes content, boolean essential) {}
