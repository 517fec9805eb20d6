package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A choice of the user that some families of models have no use for, by the program's option. */
public enum ModelChoice {
  IMAGE_SIZE("image size", "--image-size"),
  WINDOW("attention window", "--window"),
  HEAD_HEADS("heads of the tagging head", "--head-heads"),
  TEXT_HEADS("heads of the caption parts", "--text-heads"),
  TAG_LIST("list of tags", "--tags-file"),
  TAG_SUBSET("choice of tags", "--tags"),
  NEW_TAGS("new tags", "--vocabulary"),
  TEXT_ENCODER("text encoder of the tags", "ConvertOptions.withTextEncoder"),
  WORDS("list of words", "--vocab"),
  CLASS_TAGS("tags of classes", "--class-tags");

  private final String title;
  private final String option;

  ModelChoice(String title, String option) {
    this.title = title;
    this.option = option;
  }

  /** The choice in messages: in words, with the option that makes it. */
  String named() {
    return "%s (%s)".formatted(title, option);
  }

  /**
   * Refuses choices that a model would ignore.
   *
   * @param given the choices made
   * @param conversion the model's
   * @param source the checkpoint's name in messages
   * @throws ModelException if the model has no use for one of them; the message names the choice,
   *     the families that take it, and what the model's family takes
   */
  public static void requireTaken(
      Set<ModelChoice> given, ModelConversion conversion, String source) {
    for (ModelChoice choice : given) {
      if (!conversion.takes().contains(choice)) {
        throw new ModelException(
            "%s: %s: expected with a checkpoint of %s, found with one of %s, which takes %s"
                .formatted(
                    source,
                    choice.named(),
                    ModelConversions.taking(choice).stream()
                        .map(ModelFamily::toString)
                        .collect(Collectors.joining(", ")),
                    conversion.family(),
                    taken(conversion)));
      }
    }
  }

  private static String taken(ModelConversion conversion) {
    List<String> options =
        conversion.takes().stream().sorted().map(choice -> choice.option).toList();
    return options.isEmpty() ? "none of such options" : String.join(", ", options);
  }
}
