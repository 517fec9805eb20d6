package io.github.ram4j.onnx.locate;

import io.github.ram4j.Tag;
import io.github.ram4j.locate.TagJoining;
import io.github.ram4j.text.WordPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Captions of tags: as many as are needed to hold all, each with whole tags. Marks within a name,
 * which would end its sentence, become blanks.
 */
final class TagCaptions {
  private final WordPieces pieces;
  private final Marks marks;
  private final int most;
  private final TagJoining joining;
  private final List<Caption> captions = new ArrayList<>();
  private final List<Tag> skipped = new ArrayList<>();

  /** The ids of the caption that is being filled, without the last token. */
  private IntStream.Builder ids = IntStream.builder();

  private int count;
  private List<Span> spans = new ArrayList<>();

  private TagCaptions(WordPieces pieces, Marks marks, int most, TagJoining joining) {
    this.pieces = pieces;
    this.marks = marks;
    this.most = most;
    this.joining = joining;
  }

  /**
   * The captions of tags.
   *
   * @param most number of tokens of a caption, with its first and its last
   */
  static TagCaptions of(
      List<Tag> tags, WordPieces pieces, Marks marks, int most, TagJoining joining) {
    TagCaptions all = new TagCaptions(pieces, marks, most, joining);
    Set<String> known = new HashSet<>();
    all.begin();
    for (int i = 0; i < tags.size(); i++) {
      String name = plain(tags.get(i).english());
      if (known.add(name)) {
        all.add(tags.get(i), i, name);
      }
    }
    all.end();
    return all;
  }

  /** A name in lower case, with single blanks and without marks that end sentences. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("(?U)[.?\\s]+", " ").strip();
  }

  List<Caption> captions() {
    return captions;
  }

  /** Tags without a word that the vocabulary spells, and tags of too many tokens. */
  List<Tag> skipped() {
    return skipped;
  }

  private void begin() {
    ids = IntStream.builder().add(marks.first());
    count = 1;
    spans = new ArrayList<>();
  }

  private void add(Tag tag, int index, String name) {
    int[] tokens = tokens(name);
    // The caption's first and last token and the tag's mark are there beside it.
    // Boxes of unknown words alone would be those of any other unknown word.
    boolean known = Arrays.stream(tokens).anyMatch(id -> id != marks.unknown());
    if (!known || tokens.length > most - 3) {
      skipped.add(tag);
      return;
    }
    boolean continues = joining == TagJoining.LIST && !spans.isEmpty();
    if (count + (continues ? 1 : 0) + tokens.length + 2 > most) {
      end();
      begin();
      continues = false;
    }
    if (continues) {
      put(marks.comma());
    }
    spans.add(new Span(index, count, count + tokens.length));
    Arrays.stream(tokens).forEach(this::put);
    if (joining == TagJoining.SENTENCES) {
      put(marks.stop());
    }
  }

  private int[] tokens(String name) {
    int known = pieces.words().size();
    return Arrays.stream(pieces.encode(name))
        .filter(id -> id < known && !marks.isMark(id))
        .toArray();
  }

  private void put(int id) {
    ids.add(id);
    count++;
  }

  private void end() {
    if (spans.isEmpty()) {
      return;
    }
    if (joining == TagJoining.LIST) {
      put(marks.stop());
    }
    put(marks.last());
    captions.add(new Caption(CaptionTokens.of(ids.build().toArray(), marks, most), spans));
  }
}
