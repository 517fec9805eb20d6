package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.Recognition;
import io.github.ram4j.TextRange;
import io.github.ram4j.view.text.CharacterColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows captions and recognitions as lines of text.
 *
 * <pre>{@code
 * a dog running on the grass
 *   ^^^                ^^^^^
 *
 * used      dog 狗 0.93, grass 草 0.88
 * left out  ball (given)
 * }</pre>
 *
 * <p>With ANSI sequences the words are underlined and green instead of marked in a line of their
 * own. No character of a sentence or a tag reaches the terminal as a command.
 *
 * <p>Thread-safe: it has no state.
 */
public final class TerminalView {
  /** The least number of columns that texts can be shown in. */
  public static final int LEAST_COLUMNS = 20;

  private static final String USED = "\u001b[4;32m";
  private static final String FAINT = "\u001b[2m";
  private static final String RESET = "\u001b[0m";
  private static final String LABEL_FORMAT = "%-10s";

  private final int columns;
  private final boolean ansi;
  private final List<String> lines = new ArrayList<>();

  private TerminalView(int columns, boolean ansi) {
    if (columns < LEAST_COLUMNS) {
      throw new IllegalArgumentException(
          "width of the terminal: expected %d columns or more, found %d"
              .formatted(LEAST_COLUMNS, columns));
    }
    this.columns = columns;
    this.ansi = ansi;
  }

  /**
   * Renders a sentence and below it its tags.
   *
   * @param caption the caption to show
   * @param columns the greatest width of a line; {@link #LEAST_COLUMNS} or more
   * @param ansi whether to underline and colour by ANSI sequences, see {@link #ansiIsWanted}
   * @return lines with "\n" between them and none at the end; each resets what it sets
   * @throws IllegalArgumentException if there are too few columns
   */
  public static String render(Caption caption, int columns, boolean ansi) {
    TerminalView view = new TerminalView(columns, ansi);
    Card card = Card.of(caption);
    view.addSentence(card);
    if (!card.groups().isEmpty()) {
      view.lines.add("");
    }
    card.groups().forEach(view::addGroup);
    return view.text();
  }

  /**
   * Renders the predicted tags, the best score first.
   *
   * @param recognition the recognition to show
   * @param columns the greatest width of a line; {@link #LEAST_COLUMNS} or more
   * @param ansi whether to use ANSI sequences, see {@link #ansiIsWanted}
   * @return lines with "\n" between them and none at the end; each resets what it sets
   * @throws IllegalArgumentException if there are too few columns
   */
  public static String render(Recognition recognition, int columns, boolean ansi) {
    TerminalView view = new TerminalView(columns, ansi);
    Card card = Card.of(recognition);
    card.groups().forEach(view::addGroup);
    if (card.groups().isEmpty()) {
      view.lines.add(view.styled(new Piece("no tag holds", FAINT)));
    }
    return view.text();
  }

  /**
   * A text without terminal commands: blanks for line ends and tabs, the replacement character for
   * control characters and those that turn the direction of writing.
   *
   * @param text any text
   * @return the safe text, as many UTF-16 units
   */
  public static String safe(String text) {
    return SafeText.of(text);
  }

  /**
   * Returns whether the user's environment asks for ANSI sequences: output goes to a terminal,
   * {@code NO_COLOR} is unset or empty, and {@code TERM} is not {@code dumb}.
   *
   * @param terminal whether output goes to a terminal, which Java 17 cannot tell by itself
   * @return whether to use ANSI sequences
   */
  public static boolean ansiIsWanted(boolean terminal) {
    return ansiIsWanted(terminal, System.getenv());
  }

  static boolean ansiIsWanted(boolean terminal, Map<String, String> environment) {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  private String text() {
    return String.join("\n", lines);
  }

  private void addSentence(Card card) {
    if (card.sentence().isBlank()) {
      lines.add(styled(new Piece("(no sentence)", FAINT)));
      return;
    }
    List<Piece> pieces =
        card.runs().stream()
            .map(
                run ->
                    new Piece(
                        card.sentence().substring(run.start(), run.end()), run.used() ? USED : ""))
            .toList();
    LineBreaker breaker = new LineBreaker(card.sentence(), CharacterColumns::of);
    for (TextRange line : breaker.lines(columns)) {
      List<Piece> ofLine = between(pieces, line);
      lines.add(ofLine.stream().map(this::styled).collect(Collectors.joining()));
      if (!ansi) {
        addMarks(ofLine);
      }
    }
  }

  /** Adds the line that marks words where there are no ANSI sequences. */
  private void addMarks(List<Piece> line) {
    String marks =
        line.stream()
            .map(
                piece ->
                    (piece.style.equals(USED) ? "^" : " ")
                        .repeat(TerminalWidth.columns(piece.text)))
            .collect(Collectors.joining())
            .stripTrailing();
    if (!marks.isEmpty()) {
      lines.add(marks);
    }
  }

  private void addGroup(Card.Group group) {
    List<Piece> pieces = new ArrayList<>();
    List<Integer> breaks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Card.Chip chip : group.chips()) {
      boolean last = breaks.size() == group.chips().size() - 1;
      for (Piece piece : pieces(chip, group.fate(), last)) {
        pieces.add(piece);
        text.append(piece.text);
      }
      breaks.add(text.length());
    }
    LineBreaker breaker = new LineBreaker(text.toString(), CharacterColumns::of);
    String label = LABEL_FORMAT.formatted(group.fate().label());
    for (TextRange line : breaker.lines(breaks, columns - label.length())) {
      String tags = between(pieces, line).stream().map(this::styled).collect(Collectors.joining());
      lines.add(styled(new Piece(label, FAINT)) + tags);
      label = " ".repeat(label.length());
    }
  }

  private static List<Piece> pieces(Card.Chip chip, Card.Fate fate, boolean last) {
    String rest = fate == Card.Fate.UNREAD ? FAINT : "";
    List<String> behind = chip.parts().subList(1, chip.parts().size());
    String scored = String.join(" ", behind);
    return List.of(
        new Piece(chip.name(), chip.used() ? USED : rest),
        new Piece(" " + (scored.equals("given") ? "(given)" : scored) + (last ? "" : ", "), rest));
  }

  /** The pieces of a line, the first and the last cut where the line is. */
  private static List<Piece> between(List<Piece> pieces, TextRange line) {
    List<Piece> cut = new ArrayList<>();
    int start = 0;
    for (Piece piece : pieces) {
      int from = Math.max(line.start() - start, 0);
      int to = Math.min(line.end() - start, piece.text.length());
      if (from < to) {
        cut.add(new Piece(piece.text.substring(from, to), piece.style));
      }
      start += piece.text.length();
    }
    return cut;
  }

  private String styled(Piece piece) {
    return ansi && !piece.style.isEmpty() && !piece.text.isBlank()
        ? piece.style + piece.text + RESET
        : piece.text;
  }

  /** Text in one style. */
  private record Piece(String text, String style) {}
}
