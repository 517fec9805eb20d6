package io.github.ram4j.train;

import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ConvertDefaults;
import java.util.OptionalInt;

/**
 * Sizes of a model that its checkpoint may not say.
 *
 * @param imageSizePx side of the input; empty to take it from the file, which it then must say
 * @param headHeads attention heads of the tagging head
 * @param textHeads attention heads of the caption half
 */
public record UnsaidSizes(OptionalInt imageSizePx, int headHeads, int textHeads) {
  /** As published: 4 heads of tags, 12 of texts. */
  public static final UnsaidSizes PUBLISHED =
      new UnsaidSizes(OptionalInt.empty(), ConvertDefaults.HEAD_HEADS, ConvertDefaults.TEXT_HEADS);

  ArchitectureReader.Asked asked() {
    return new ArchitectureReader.Asked(
        imageSizePx.isPresent() ? imageSizePx.getAsInt() : null, null, headHeads, textHeads);
  }
}
