package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsLineUpAsATerminalShowsThem() {
    Table table = new Table();
    table.add("cat", "猫", "0.9");
    table.add("owl", "猫头鹰", "0.8");
    table.add("alley", "a", "0.7");
    assertEquals(
        List.of("  cat    猫      0.9", "  owl    猫头鹰  0.8", "  alley  a       0.7"), table.lines());
  }

  @Test
  void rowsMayBeOfDifferentLengths() {
    Table table = new Table();
    table.add("a", "b", "c");
    table.add("long", "d");
    table.add("e");
    assertEquals(List.of("  a     b  c", "  long  d", "  e"), table.lines());
  }

  @Test
  void noLineEndsInABlank() {
    Table table = new Table();
    table.add("a", "");
    table.add("bb", "c");
    assertEquals(List.of("  a", "  bb  c"), table.lines());
  }

  @Test
  void withoutRowsThereAreNoLines() {
    assertEquals(List.of(), new Table().lines());
  }
}
