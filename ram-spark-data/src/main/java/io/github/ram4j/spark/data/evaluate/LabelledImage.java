package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.spark.data.table.Entry;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image and its labels on their way to executors.
 *
 * @param name path or URI
 * @param tags names or ids
 * @param neutral names or ids
 */
public record LabelledImage(String name, List<String> tags, List<String> neutral)
    implements Serializable {

  /**
   * The images with their places.
   *
   * @param images in their order
   * @return one for each
   */
  public static List<Entry<LabelledImage>> of(LabelledImages images) {
    return IntStream.range(0, images.size())
        .mapToObj(
            i ->
                new Entry<>(
                    i,
                    new LabelledImage(
                        images.names().get(i), images.tags().get(i), images.neutral().get(i))))
        .toList();
  }
}
