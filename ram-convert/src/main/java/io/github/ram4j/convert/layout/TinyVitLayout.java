package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes and tensors of MobileSAM's image encoder, a TinyViT. Batch norms are folded into the
 * convolutions before them.
 */
public final class TinyVitLayout {
  /** The side of the image, which the authors' code has and no tensor tells. */
  public static final int IMAGE_PX = 1024;

  /** The divisor of the image's side that is the embedding's. */
  public static final int STRIDE = 16;

  private static final double EPSILON = 1e-5;
  private static final String FIRST = SamNames.ENCODER + "patch_embed.seq.0";
  private static final String SECOND = SamNames.ENCODER + "patch_embed.seq.2";
  private static final int STAGES = 4;

  /** The width before which a downsampling keeps the map's size. */
  private static final int KEEPING_WIDTH = 320;

  /**
   * A convolution and the batch norm behind it.
   *
   * @param name prefix of both
   * @param out width of the output
   * @param in width of the input
   * @param kernel side of the kernels
   * @param stride of both axes
   * @param groups 1, or the width where each channel is convolved alone
   */
  public record Convolution(String name, int out, int in, int kernel, int stride, int groups) {

    /** The shape of the kernels. */
    public long[] shape() {
      return new long[] {out, in / groups, kernel, kernel};
    }
  }

  /**
   * A stage of blocks of one width.
   *
   * @param width of a row
   * @param depth number of blocks
   * @param heads of an attention, 0 in the first stage, which has convolutions alone
   * @param window side of its windows, 0 in the first stage
   */
  public record Stage(int width, int depth, int heads, int window) {}

  private final Weights weights;
  private final List<Stage> stages = new ArrayList<>();

  private TinyVitLayout(Weights weights) {
    this.weights = weights;
    for (int i = 0; i < STAGES; i++) {
      stages.add(stage(i));
    }
    if (kernels(FIRST)[2] % 2 == 0) {
      throw new ModelException(
          "%s: tensor %s: expected kernels of an odd side".formatted(weights.source(), FIRST));
    }
  }

  /** Returns whether the image encoder is a TinyViT. */
  public static boolean isIn(Weights weights) {
    return weights.has(FIRST + ".c.weight");
  }

  /**
   * Reads the sizes.
   *
   * @param weights by published names
   * @throws ModelException if tensors are missing or sizes do not fit each other
   */
  public static TinyVitLayout read(Weights weights) {
    return new TinyVitLayout(weights);
  }

  private Stage stage(int index) {
    String norm = index == 0 ? "conv3.bn.weight" : "attn.norm.weight";
    int depth = 0;
    while (weights.has(block(index, depth) + norm)) {
      depth++;
    }
    int width = (int) weights.shape(block(index, 0) + norm, 1)[0];
    if (index == 0) {
      return new Stage(width, depth, 0, 0);
    }
    String name = block(index, 0) + "attn.attention_biases";
    long[] table = weights.shape(name, 2);
    int window = (int) Math.round(Math.sqrt((double) table[1]));
    int heads = (int) table[0];
    if ((long) window * window != table[1] || width % heads != 0) {
      throw new ModelException(
          "%s: tensor %s: expected heads that divide the width %d, and a square of distances, found %d x %d"
              .formatted(weights.source(), name, width, table[0], table[1]));
    }
    return new Stage(width, depth, heads, window);
  }

  /** The stages, the first of convolutions alone. */
  public List<Stage> stages() {
    return stages;
  }

  /** The width of the last stage. */
  public int width() {
    return stages.get(STAGES - 1).width();
  }

  /** The side of the embedding. */
  public int grid() {
    return IMAGE_PX / STRIDE;
  }

  /** Prefix of a block. */
  public static String block(int stage, int block) {
    return SamNames.ENCODER + "layers." + stage + ".blocks." + block + ".";
  }

  /** The two convolutions that make patches. */
  public List<Convolution> patches() {
    return List.of(convolution(FIRST, 2, false), convolution(SECOND, 2, false));
  }

  /** The three convolutions of a block of the first stage. */
  public List<Convolution> block(int block) {
    String name = block(0, block);
    return List.of(
        convolution(name + "conv1", 1, false),
        convolution(name + "conv2", 1, true),
        convolution(name + "conv3", 1, false));
  }

  /**
   * The three convolutions after a stage, which change the width and, but for the last, the size.
   */
  public List<Convolution> downsampling(int stage) {
    String name = SamNames.ENCODER + "layers." + stage + ".downsample.";
    int stride = stages.get(stage + 1).width() == KEEPING_WIDTH ? 1 : 2;
    return List.of(
        convolution(name + "conv1", 1, false),
        convolution(name + "conv2", stride, true),
        convolution(name + "conv3", 1, false));
  }

  /** The convolution of each channel in a block with attention. */
  public Convolution local(int stage, int block) {
    return convolution(block(stage, block) + "local_conv", 1, true);
  }

  private Convolution convolution(String name, int stride, boolean eachChannel) {
    long[] shape = kernels(name);
    int out = (int) shape[0];
    int groups = eachChannel ? out : 1;
    Convolution made =
        new Convolution(name, out, (int) shape[1] * groups, (int) shape[2], stride, groups);
    weights.requireShape(name + ".c.weight", made.shape());
    return made;
  }

  private long[] kernels(String name) {
    return weights.shape(name + ".c.weight", 4);
  }

  /** The kernels of a convolution, times the scale of its batch norm, [out, in, kernel, kernel]. */
  public TensorSource kernels(Convolution convolution) {
    return out -> {
      float[] folded = folded(convolution);
      out.accept(folded, 0, folded.length);
    };
  }

  /** The kernels of a 1×1 convolution as the right operand of a product, [in, out]. */
  public TensorSource matrix(Convolution convolution) {
    return out -> {
      float[] matrix = Matrices.transpose(folded(convolution), convolution.out(), convolution.in());
      out.accept(matrix, 0, matrix.length);
    };
  }

  private float[] folded(Convolution convolution) {
    float[] kernels = weights.floats(convolution.name() + ".c.weight", convolution.shape());
    double[] scales = scales(convolution);
    int each = kernels.length / scales.length;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) (kernels[i] * scales[i / each]);
    }
    return kernels;
  }

  /** The bias that a convolution has by its batch norm, [out]. */
  public TensorSource bias(Convolution convolution) {
    return out -> {
      float[] shifts = vector(convolution, "bias");
      float[] means = vector(convolution, "running_mean");
      double[] scales = scales(convolution);
      for (int i = 0; i < shifts.length; i++) {
        shifts[i] = (float) (shifts[i] - means[i] * scales[i]);
      }
      out.accept(shifts, 0, shifts.length);
    };
  }

  private double[] scales(Convolution convolution) {
    float[] gains = vector(convolution, "weight");
    float[] variances = vector(convolution, "running_var");
    double[] scales = new double[gains.length];
    for (int i = 0; i < scales.length; i++) {
      if (variances[i] < 0) {
        throw new ModelException(
            "%s: tensor %s.bn.running_var: expected variances of 0 or more, found %s at %d"
                .formatted(weights.source(), convolution.name(), variances[i], i));
      }
      scales[i] = gains[i] / Math.sqrt(variances[i] + EPSILON);
    }
    return scales;
  }

  private float[] vector(Convolution convolution, String part) {
    return weights.floats(convolution.name() + ".bn." + part, convolution.out());
  }

  /** The sizes by name, as in the manifest. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("widths", joined(stages.stream().map(Stage::width).toList()));
    named.put("depths", joined(stages.stream().map(Stage::depth).toList()));
    return named;
  }

  private static String joined(List<Integer> numbers) {
    return String.join("-", numbers.stream().map(String::valueOf).toList());
  }
}
