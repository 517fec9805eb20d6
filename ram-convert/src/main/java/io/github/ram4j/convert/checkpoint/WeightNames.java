package io.github.ram4j.convert.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Normalization of tensor names that wrappers around a model have changed.
 *
 * <p>Some wrappers add a part of their own anywhere in a name: torch.compile, FSDP and activation
 * checkpoints. Others own the model and prefix all names: DistributedDataParallel, Lightning,
 * averages of weights.
 */
final class WeightNames {
  /** The tensor that identifies a model of this family and its prefix. */
  private static final String FIRST = "visual_encoder.patch_embed.proj.weight";

  private static final Set<String> WRAPPERS =
      Set.of("_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module", "_forward_module");

  private static final String PARALLEL = "module.";

  private WeightNames() {}

  /** Returns a name without the parts that wrappers add anywhere. */
  static String plain(String name) {
    if (name.indexOf('_') < 0) {
      return name;
    }
    String[] parts = name.split("\\.", -1);
    boolean wrapped = Arrays.stream(parts).anyMatch(WRAPPERS::contains);
    return wrapped
        ? Arrays.stream(parts)
            .filter(part -> !WRAPPERS.contains(part))
            .collect(Collectors.joining("."))
        : name;
  }

  /** Returns the prefix of each model of the family, with its dot; "" for none. */
  static Set<String> prefixes(List<String> plainNames) {
    Set<String> prefixes = new TreeSet<>();
    for (String name : plainNames) {
      if (name.equals(FIRST) || name.endsWith("." + FIRST)) {
        prefixes.add(name.substring(0, name.length() - FIRST.length()));
      }
    }
    return prefixes;
  }

  /** Returns the common prefix of names without a model of the family: "module." or "". */
  static String parallelPrefix(List<String> plainNames) {
    return plainNames.stream()
            .allMatch(name -> name.startsWith(PARALLEL) && name.length() > PARALLEL.length())
        ? PARALLEL
        : "";
  }

  /** Returns the model's own name of a tensor, or empty for a name without the prefix. */
  static Optional<String> own(String name, String prefix) {
    String plain = plain(name);
    return plain.startsWith(prefix) && plain.length() > prefix.length()
        ? Optional.of(plain.substring(prefix.length()))
        : Optional.empty();
  }
}
