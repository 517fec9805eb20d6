package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The choice of the model to read among a file's dicts of tensors, and among several models in one
 * dict.
 *
 * @param holder the dict
 * @param prefix the prefix of the model's names, with its dot; other names are not the model's
 * @param others names of the other models, as {@link #select} takes them
 */
record WeightChoice(Holder holder, String prefix, List<String> others) {

  /**
   * A dict with tensors as direct values.
   *
   * @param path keys of the dict from the top, joined by dots; "" for the top
   * @param names the names of its tensors, as stored
   */
  record Holder(String path, List<String> names) {}

  /** The name of the top of a file without a prefix, for messages and options. */
  private static final String TOP = ".";

  /** Paths to search for weights, in order, if no tensor's name identifies a model. */
  private static final List<String> PLACES =
      List.of(
          "model",
          "state_dict",
          "",
          "model_state_dict",
          "module",
          "net",
          "network",
          "weights",
          "params",
          "model_ema",
          "state_dict_ema",
          "ema");

  /** Name parts of a model's copies, as opposed to the trained model. */
  private static final Pattern COPY =
      Pattern.compile(
          "(?:^|[._])(?:ema|averaged?|avg|swa|teacher|momentum|shadow|best)\\d*(?=[._]|$)");

  /** The model's name for users: the dict's path and the prefix. */
  String name() {
    return name(holder, prefix);
  }

  private static String name(Holder holder, String prefix) {
    String name =
        Stream.of(holder.path, prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("."));
    return name.isEmpty() ? TOP : name;
  }

  /**
   * Chooses the model to read.
   *
   * @param holders in file order
   * @param wanted the name of a model in the file, or null for the likeliest
   * @throws ModelException if the file has no model of that name, or no weights at all
   */
  static WeightChoice select(MappedFile file, List<Holder> holders, String wanted) {
    List<WeightChoice> found = models(holders);
    if (wanted != null) {
      return wanted(file, holders, found, wanted);
    }
    if (!found.isEmpty()) {
      WeightChoice best =
          found.stream()
              .min(
                  Comparator.<WeightChoice, Boolean>comparing(c -> COPY.matcher(c.name()).find())
                      .thenComparing(WeightChoice::depth))
              .orElseThrow();
      return new WeightChoice(best.holder, best.prefix, names(found, best));
    }
    for (String place : PLACES) {
      for (Holder holder : holders) {
        if (holder.path.equals(place)) {
          return plain(holder);
        }
      }
    }
    throw file.problem(
        "expected weights under \"model\", \"state_dict\" or at the top level, found no tensor"
            + " there; tensors are under: "
            + Quoted.list(holders.stream().map(h -> name(h, "")).toList()));
  }

  private static WeightChoice wanted(
      MappedFile file, List<Holder> holders, List<WeightChoice> found, String wanted) {
    for (WeightChoice choice : found) {
      if (choice.name().equals(wanted)) {
        return new WeightChoice(choice.holder, choice.prefix, names(found, choice));
      }
    }
    for (Holder holder : holders) {
      if (name(holder, "").equals(wanted)) {
        return plain(holder);
      }
    }
    throw file.problem(
        "expected weights under "
            + Quoted.of(wanted)
            + ", as asked for, found weights under: "
            + Quoted.list(
                found.isEmpty()
                    ? holders.stream().map(h -> name(h, "")).toList()
                    : found.stream().map(WeightChoice::name).toList()));
  }

  private static WeightChoice plain(Holder holder) {
    List<String> plain = holder.names.stream().map(WeightNames::plain).toList();
    return new WeightChoice(holder, WeightNames.parallelPrefix(plain), List.of());
  }

  private static List<WeightChoice> models(List<Holder> holders) {
    List<WeightChoice> models = new ArrayList<>();
    for (Holder holder : holders) {
      Set<String> prefixes =
          WeightNames.prefixes(holder.names.stream().map(WeightNames::plain).toList());
      prefixes.forEach(prefix -> models.add(new WeightChoice(holder, prefix, List.of())));
    }
    return models;
  }

  private static List<String> names(List<WeightChoice> found, WeightChoice without) {
    return found.stream().filter(c -> !c.equals(without)).map(WeightChoice::name).toList();
  }

  private int depth() {
    return name().equals(TOP) ? 0 : name().split("\\.", -1).length;
  }
}
