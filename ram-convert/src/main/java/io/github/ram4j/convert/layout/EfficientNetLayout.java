package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes and tensors of an EfficientNet-Lite by the names of the PyTorch package {@code
 * efficientnet-lite-pytorch}. Batch norms are folded into the convolutions before them.
 *
 * @see "efficientnet_lite_pytorch/model.py (efficientnet-lite-pytorch 0.1.0)"
 */
public final class EfficientNetLayout {
  /** The first convolution, a tensor of every EfficientNet of this package. */
  private static final String STEM = "_conv_stem";

  private static final String HEAD = "_conv_head";

  /** The classifier, a Linear layer. */
  public static final String CLASSIFIER = "_fc";

  private static final String BLOCK = "_blocks.";
  private static final String DEPTHWISE = "._depthwise_conv";
  private static final String WEIGHT = ".weight";

  /** The tensors of squeeze-and-excitation, which the Lite models leave out. */
  private static final String SQUEEZE = "._se_";

  private static final double EPSILON = 1e-3;
  private static final int CHANNELS = 3;
  private static final int STEM_STRIDE = 2;

  /** The stride of the first block of each stage; that of the others is 1. */
  private static final int[] STRIDES = {1, 2, 2, 2, 1, 2, 1};

  /** The widths of the stages of EfficientNet-Lite2, and its image size. */
  private static final List<Integer> LITE2 = List.of(16, 24, 48, 88, 120, 208, 352);

  private static final int LITE2_IMAGE_PX = 260;

  /**
   * A convolution and the batch norm behind it.
   *
   * @param name prefix of its kernels
   * @param norm prefix of the batch norm
   * @param in width of the input
   * @param out width of the output
   * @param kernel side of the kernels
   * @param stride of both axes
   * @param groups 1, or the width where each channel is convolved alone
   */
  public record Convolution(
      String name, String norm, int in, int out, int kernel, int stride, int groups) {}

  /**
   * A block: widened, convolved channel by channel, narrowed.
   *
   * @param expand the convolution that widens, empty in the first stage
   * @param depthwise the convolution of each channel
   * @param project the convolution that narrows; no activation follows it
   */
  public record Block(Optional<Convolution> expand, Convolution depthwise, Convolution project) {

    /** Returns whether the block's input is added to its output. */
    public boolean isResidual() {
      return depthwise.stride() == 1 && in() == project.out();
    }

    private int in() {
      return expand.map(Convolution::in).orElse(depthwise.in());
    }
  }

  private final Weights weights;
  private final Convolution stem;
  private final List<Block> blocks;
  private final Convolution head;
  private final int classes;
  private final int imageSizePx;
  private final List<String> notes = new ArrayList<>();

  private EfficientNetLayout(Weights weights, OptionalInt imageSizePx) {
    this.weights = weights;
    weights.names().stream()
        .filter(name -> name.contains(SQUEEZE))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ModelException(
                  "%s: expected an EfficientNet-Lite, which has no squeeze-and-excitation, found a tensor %s"
                      .formatted(weights.source(), name));
            });
    this.stem = convolution(STEM, "_bn0", STEM_STRIDE, CHANNELS);
    this.blocks = readBlocks();
    Block last = blocks.get(blocks.size() - 1);
    this.head = convolution(HEAD, "_bn1", 1, last.project().out());
    this.classes = (int) weights.shape(CLASSIFIER + WEIGHT, 2)[0];
    this.imageSizePx = imageSizePx.orElseGet(this::publishedImageSize);
  }

  /** Returns whether a checkpoint has the tensors of an EfficientNet, with or without "Lite". */
  public static boolean isIn(Weights weights) {
    return weights.has(STEM + WEIGHT) && weights.has(BLOCK + 0 + DEPTHWISE + WEIGHT);
  }

  /**
   * Reads the sizes.
   *
   * @param imageSizePx the side of the input, empty for the published one
   * @throws ModelException if tensors are missing or are those of another network
   */
  public static EfficientNetLayout read(Weights weights, OptionalInt imageSizePx) {
    return new EfficientNetLayout(weights, imageSizePx);
  }

  private List<Block> readBlocks() {
    List<Block> found = new ArrayList<>();
    int stage = 0;
    int width = stem.out();
    while (weights.has(BLOCK + found.size() + DEPTHWISE + WEIGHT)) {
      String block = BLOCK + found.size();
      int out = (int) weights.shape(block + "._project_conv" + WEIGHT, 4)[0];
      boolean first = found.isEmpty();
      boolean begins = !first && out != found.get(found.size() - 1).project().out();
      stage += begins ? 1 : 0;
      requireStages(stage < STRIDES.length, "another at " + block);
      found.add(block(block, width, first || begins ? STRIDES[stage] : 1));
      width = out;
    }
    requireStages(stage == STRIDES.length - 1, String.valueOf(stage + 1));
    return found;
  }

  private void requireStages(boolean right, String found) {
    if (!right) {
      throw new ModelException(
          "%s: expected an EfficientNet-Lite of %d stages of blocks, each of one width, found %s"
              .formatted(weights.source(), STRIDES.length, found));
    }
  }

  private Block block(String block, int in, int stride) {
    String expand = block + "._expand_conv";
    Optional<Convolution> wider =
        weights.has(expand + WEIGHT)
            ? Optional.of(convolution(expand, block + "._bn0", 1, in))
            : Optional.empty();
    int inner = wider.map(Convolution::out).orElse(in);
    Convolution depthwise = depthwise(block + DEPTHWISE, block + "._bn1", stride, inner);
    return new Block(
        wider, depthwise, convolution(block + "._project_conv", block + "._bn2", 1, inner));
  }

  private Convolution convolution(String name, String norm, int stride, int in) {
    long[] shape = weights.shape(name + WEIGHT, 4);
    int out = (int) shape[0];
    int kernel = (int) shape[2];
    return checked(new Convolution(name, norm, in, out, kernel, stride, 1));
  }

  private Convolution depthwise(String name, String norm, int stride, int width) {
    int kernel = (int) weights.shape(name + WEIGHT, 4)[2];
    return checked(new Convolution(name, norm, width, width, kernel, stride, width));
  }

  private Convolution checked(Convolution convolution) {
    weights.requireShape(convolution.name() + WEIGHT, shape(convolution));
    if (convolution.kernel() % 2 == 0) {
      throw new ModelException(
          "%s: tensor %s: expected kernels of an odd side, found %d"
              .formatted(weights.source(), convolution.name() + WEIGHT, convolution.kernel()));
    }
    return convolution;
  }

  private int publishedImageSize() {
    List<Integer> widths = blocks.stream().map(block -> block.project().out()).distinct().toList();
    if (!widths.equals(LITE2)) {
      throw new ModelException(
          "%s: image size: expected one to be given (--image-size), as for any but EfficientNet-Lite2, found stages of widths %s"
              .formatted(weights.source(), widths));
    }
    notes.add("The image size is %d px, that of EfficientNet-Lite2.".formatted(LITE2_IMAGE_PX));
    return LITE2_IMAGE_PX;
  }

  /** The first convolution. */
  public Convolution stem() {
    return stem;
  }

  /** The blocks in their order. */
  public List<Block> blocks() {
    return blocks;
  }

  /** The last convolution. */
  public Convolution head() {
    return head;
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** The side of the square input. */
  public int imageSizePx() {
    return imageSizePx;
  }

  /** Assumptions about facts that the checkpoint does not record, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** The sizes by name, as in the manifest. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("blocks", String.valueOf(blocks.size()));
    named.put("features", String.valueOf(head.out()));
    named.put("classes", String.valueOf(classes));
    return named;
  }

  /** The shape of a convolution's kernels, [out, in of a group, kernel, kernel]. */
  public static long[] shape(Convolution convolution) {
    return new long[] {
      convolution.out(),
      convolution.in() / convolution.groups(),
      convolution.kernel(),
      convolution.kernel()
    };
  }

  /** The kernels of a convolution, times the scale of its batch norm. */
  public TensorSource kernels(Convolution convolution) {
    return out -> {
      float[] kernels = weights.floats(convolution.name() + WEIGHT, shape(convolution));
      double[] scales = scales(convolution);
      int each = kernels.length / scales.length;
      for (int i = 0; i < kernels.length; i++) {
        kernels[i] = (float) (kernels[i] * scales[i / each]);
      }
      out.accept(kernels, 0, kernels.length);
    };
  }

  /** The bias that a convolution has by its batch norm, [out]. */
  public TensorSource bias(Convolution convolution) {
    return out -> {
      float[] shifts = vector(convolution, ".bias");
      float[] means = vector(convolution, ".running_mean");
      double[] scales = scales(convolution);
      for (int i = 0; i < shifts.length; i++) {
        shifts[i] = (float) (shifts[i] - means[i] * scales[i]);
      }
      out.accept(shifts, 0, shifts.length);
    };
  }

  /** The scales of a batch norm, gain / √(variance + epsilon). */
  private double[] scales(Convolution convolution) {
    float[] gains = vector(convolution, WEIGHT);
    float[] variances = vector(convolution, ".running_var");
    double[] scales = new double[gains.length];
    for (int i = 0; i < scales.length; i++) {
      if (variances[i] < 0) {
        throw new ModelException(
            "%s: tensor %s.running_var: expected variances of 0 or more, found %s at %d"
                .formatted(weights.source(), convolution.norm(), variances[i], i));
      }
      scales[i] = gains[i] / Math.sqrt(variances[i] + EPSILON);
    }
    return scales;
  }

  private float[] vector(Convolution convolution, String suffix) {
    return weights.floats(convolution.norm() + suffix, convolution.out());
  }
}
