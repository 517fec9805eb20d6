package io.github.ram4j.convert.model;

import io.github.ram4j.convert.model.Architecture.Stage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Shifted windows that have the same mask: those within the map, where nothing is masked, those at
 * its right edge and at its lower edge, which the roll filled with tokens from the other side, and
 * the one in the corner.
 *
 * @param windows their row-major numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WindowKind(int[] windows) {

  /** The kinds that a stage has, of which none is empty. */
  static List<WindowKind> of(Stage stage) {
    return Stream.of(
            kind(stage, false, false),
            kind(stage, false, true),
            kind(stage, true, false),
            kind(stage, true, true))
        .filter(kind -> kind.windows.length > 0)
        .toList();
  }

  private static WindowKind kind(Stage stage, boolean atBottom, boolean atRight) {
    int across = stage.side() / stage.window();
    return new WindowKind(
        IntStream.range(0, stage.windows())
            .filter(window -> atBottom == (window / across == across - 1))
            .filter(window -> atRight == (window % across == across - 1))
            .toArray());
  }
}
