package io.github.ram4j.recipe.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reader of sentences of {@link SentenceScenes}, and of sentences that a model writes in their
 * manner. Unknown words are skipped, and a thing that is named twice counts once.
 *
 * <p>Immutable and thread-safe.
 */
public final class SentenceReader {
  private final Map<List<String>, Item> phrases = new HashMap<>();
  private final int longest;

  /** Meaning of a phrase. */
  private sealed interface Item {
    record Thing(String tag, boolean plural) implements Item {}

    record Related(Relation relation) implements Item {}

    record Count(int number) implements Item {}

    record Colour(String word) implements Item {}

    record Behind(String phrase) implements Item {}

    record Joint() implements Item {}
  }

  /**
   * Makes a reader of sentences about some things.
   *
   * @param tags names of the things
   */
  public SentenceReader(Collection<String> tags) {
    for (String tag : tags) {
      Noun noun = Noun.of(tag);
      put(noun.plural(), new Item.Thing(tag, true));
      put(noun.singular(), new Item.Thing(tag, false));
    }
    for (Relation relation : Relation.values()) {
      relation.phrases().forEach(phrase -> put(phrase, new Item.Related(relation)));
    }
    for (ColourName colour : ColourName.ofThings()) {
      put(colour.word(), new Item.Colour(colour.word()));
    }
    Setting.phrases().forEach(phrase -> put(phrase, new Item.Behind(phrase)));
    Numbers.READ.forEach((word, number) -> put(word, new Item.Count(number)));
    put("and", new Item.Joint());
    put(",", new Item.Joint());
    this.longest = phrases.keySet().stream().mapToInt(List::size).max().orElse(0);
  }

  private void put(String phrase, Item item) {
    phrases.put(Words.of(phrase), item);
  }

  /**
   * Reads a sentence.
   *
   * @param sentence any text; case does not matter
   */
  public Reading read(String sentence) {
    List<String> words = Words.of(sentence.toLowerCase(Locale.ROOT));
    Parse parse = new Parse();
    for (int at = 0; at < words.size(); ) {
      int length = Math.min(longest, words.size() - at);
      while (length > 0 && !phrases.containsKey(words.subList(at, at + length))) {
        length--;
      }
      if (length > 0) {
        parse.take(phrases.get(words.subList(at, at + length)));
      }
      at += Math.max(length, 1);
    }
    return parse.reading();
  }

  /** State of reading one sentence. */
  private static final class Parse {
    private final Map<String, Reading.Mention> mentions = new java.util.LinkedHashMap<>();
    private final List<Reading.Statement> statements = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private String setting = "";
    private String last;
    private String first;
    private Relation relation;
    private int count;
    private String colour = "";

    private void take(Item item) {
      if (item instanceof Item.Thing thing) {
        takeThing(thing);
      } else if (item instanceof Item.Related related) {
        finish();
        relation = related.relation();
        first = last;
      } else if (item instanceof Item.Count number) {
        count = number.number();
      } else if (item instanceof Item.Colour word) {
        colour = word.word();
      } else if (item instanceof Item.Behind behind) {
        setting = behind.phrase();
      } else {
        count = 0;
        colour = "";
      }
    }

    private void takeThing(Item.Thing thing) {
      int said = count > 0 || thing.plural() ? count : 1;
      mentions.putIfAbsent(thing.tag(), new Reading.Mention(thing.tag(), said, colour));
      if (relation != null) {
        others.add(thing.tag());
      }
      last = thing.tag();
      count = 0;
      colour = "";
    }

    /** Adds the statement of the last relation. */
    private void finish() {
      if (first != null && relation == Relation.BETWEEN && others.size() >= 2) {
        statements.add(new Reading.Statement(relation, first, others.subList(0, 2)));
      } else if (first != null && relation != null && relation != Relation.BETWEEN) {
        for (String other : others) {
          statements.add(new Reading.Statement(relation, first, List.of(other)));
        }
      }
      others.clear();
      relation = null;
    }

    private Reading reading() {
      finish();
      return new Reading(List.copyOf(mentions.values()), statements, setting);
    }
  }
}
