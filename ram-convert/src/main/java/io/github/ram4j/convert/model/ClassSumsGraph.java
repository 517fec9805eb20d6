package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.EfficientNetLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits the tagging head over a classifier: a tag's probability p is the sum of those of the
 * classes that name it, and its logit is log(p / (1 − p)). Both p and 1 − p are sums of their own,
 * since 1 − p would lose all digits of a tag that is nearly sure.
 */
public final class ClassSumsGraph {
  /** The temperature of the softmax over classes, chosen on labelled images. */
  public static final float TEMPERATURE = 0.6f;

  /** The least probability, and the least distance from 1. */
  private static final float LEAST = 1e-6f;

  private static final float LARGEST = 1 - LEAST;

  private ClassSumsGraph() {}

  /**
   * Emits the tagging head: {@code rows}, float32 [batch, 1, features], gives {@code logits},
   * float32 [batch, tags].
   *
   * @param graph an empty graph
   * @param names 1 where a class names a tag, else 0, [classes, tags]
   * @param tags number of tags
   */
  public static void emit(
      Graph graph, Weights weights, EfficientNetLayout sizes, TensorSource names, int tags) {
    int features = sizes.head().out();
    int classes = sizes.classes();
    String classifier = EfficientNetLayout.CLASSIFIER;
    Value rows = graph.input(TaggingGraphs.ROWS, TaggingGraphs.BATCH, 1, features);
    Value flat = new Shapes(graph).reshape("features", rows, -1, features);
    Value scores =
        graph
            .products()
            .of(
                classifier,
                flat,
                features,
                classes,
                weights.transposed(classifier + ".weight", 0, classes, classes, features),
                weights.direct(classifier + ".bias", classes));
    Value cooled = graph.emit(Op.DIV, "classes.cooled", scores, graph.scalar(TEMPERATURE));
    Value shares = graph.emit(Op.SOFTMAX, "classes", List.of(Attribute.of("axis", -1L)), cooled);
    Value naming = graph.smallNumbers("naming", List.of((long) classes, (long) tags), names);
    Value others = graph.emit(Op.SUB, "others", graph.scalar(1), naming);
    Value logits =
        graph.emit(
            Op.SUB,
            TaggingGraphs.LOGITS,
            logOfSum(graph, "present", shares, naming),
            logOfSum(graph, "absent", shares, others));
    graph.output(logits, TaggingGraphs.BATCH, tags);
  }

  private static Value logOfSum(Graph graph, String name, Value shares, Value summed) {
    Value sum = graph.emit(Op.MATMUL, name + ".sum", shares, summed);
    Value clipped =
        graph.emit(Op.CLIP, name + ".clipped", sum, graph.scalar(LEAST), graph.scalar(LARGEST));
    return graph.emit(Op.LOG, name, clipped);
  }
}
