package io.github.ram4j.recipe.scene;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of captions against the drawn scenes.
 *
 * <p>Not thread-safe.
 */
public final class CaptionFigures {
  private final SentenceReader reader;
  private int captions;
  private int present;
  private int named;
  private int rightlyNamed;
  private int counts;
  private int rightCounts;
  private int colours;
  private int rightColours;
  private int statements;
  private int statementsOfShown;
  private int rightStatements;
  private int settings;
  private int rightSettings;

  /**
   * Starts with no captions.
   *
   * @param reader reader of sentences about the things that captions may name
   */
  public CaptionFigures(SentenceReader reader) {
    this.reader = reader;
  }

  /** Adds one caption and the scene that it was written about. */
  public void add(Scene scene, String caption) {
    Reading reading = reader.read(caption);
    Map<String, Group> groups = new HashMap<>();
    scene.groups().forEach(group -> groups.put(group.tag(), group));
    captions++;
    present += groups.size();
    named += reading.mentions().size();
    for (Reading.Mention mention : reading.mentions()) {
      Group group = groups.get(mention.tag());
      if (group != null) {
        addMention(mention, group);
      }
    }
    for (Reading.Statement statement : reading.statements()) {
      statements++;
      if (groups.containsKey(statement.first())
          && groups.keySet().containsAll(statement.others())) {
        statementsOfShown++;
        rightStatements += holds(statement, groups) ? 1 : 0;
      }
    }
    if (!scene.setting().isEmpty() || !reading.setting().isEmpty()) {
      settings++;
      rightSettings += scene.setting().equals(reading.setting()) ? 1 : 0;
    }
  }

  private void addMention(Reading.Mention mention, Group group) {
    rightlyNamed++;
    if (Noun.of(group.tag()).counted()) {
      counts++;
      rightCounts += mention.count() == group.count() ? 1 : 0;
    }
    if (!group.colour().isEmpty() || !mention.colour().isEmpty()) {
      colours++;
      rightColours += mention.colour().equals(group.colour()) ? 1 : 0;
    }
  }

  private static boolean holds(Reading.Statement statement, Map<String, Group> groups) {
    List<Box> others = statement.others().stream().map(other -> groups.get(other).box()).toList();
    return statement.relation().holds(groups.get(statement.first()).box(), others);
  }

  /** The number of added captions. */
  public int captions() {
    return captions;
  }

  /** Precision of named things: the share that is in the image; 0 if none was named. */
  public double precision() {
    return part(rightlyNamed, named);
  }

  /** Recall of things in the images: the share that is named. */
  public double recall() {
    return part(rightlyNamed, present);
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return part(2 * rightlyNamed, named + present);
  }

  /** Share of right numbers among rightly named, countable things. */
  public double countsRight() {
    return part(rightCounts, counts);
  }

  /** Share of right colours among rightly named things that have a colour or are given one. */
  public double coloursRight() {
    return part(rightColours, colours);
  }

  /**
   * Share of true statements among those about places: both things are in the image and their boxes
   * stand in the relation.
   */
  public double relationsRight() {
    return part(rightStatements, statements);
  }

  /** Share of true statements among those about places of things in the image. */
  public double relationsOfShownRight() {
    return part(rightStatements, statementsOfShown);
  }

  /** Number of statements about places of things. */
  public int relations() {
    return statements;
  }

  /** Share of right backdrops among captions that tell of one or should. */
  public double settingsRight() {
    return part(rightSettings, settings);
  }

  private static double part(int right, int all) {
    return all == 0 ? 0 : (double) right / all;
  }

  /** All figures in one line. */
  @Override
  public String toString() {
    return ("%d captions: things named F1 %.3f (precision %.3f, recall %.3f), counts right %.3f,"
            + " colours right %.3f, relations right %.3f of %d (%.3f of"
            + " things that are there), backdrops right %.3f")
        .formatted(
            captions,
            f1(),
            precision(),
            recall(),
            countsRight(),
            coloursRight(),
            relationsRight(),
            relations(),
            relationsOfShownRight(),
            settingsRight());
  }
}
