package io.github.ram4j.train.model;

import static org.bytedeco.pytorch.global.torch.conv2d;

import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Architecture.Stage;
import io.github.ram4j.convert.layout.TensorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Image encoder, a Swin transformer: docs/models/image-encoder.md.
 *
 * <p>It holds only buffers computed from the sizes, until it is closed; parameters come with each
 * {@link Forward}.
 */
@SuppressWarnings("try") // scopes are there to be closed
final class SwinEncoder implements AutoCloseable {
  private static final double NORM_EPSILON = 1e-5;
  private static final String NAME = TensorNames.ENCODER;

  private final Architecture sizes;
  private final List<Tensor> biasRows = new ArrayList<>();
  private final List<Tensor> masks = new ArrayList<>();
  private final int blocks;

  /** The encoder of a model. */
  SwinEncoder(Architecture sizes) {
    this.sizes = sizes;
    try (PointerScope scope = new PointerScope()) {
      for (Stage stage : sizes.stages()) {
        biasRows.add(torch.tensor(ComputedBuffers.positionIndex(stage.window())).retainReference());
        masks.add(stage.shift() == 0 ? null : mask(stage).retainReference());
      }
    }
    this.blocks = sizes.stages().stream().mapToInt(Stage::depth).sum();
  }

  private static Tensor mask(Stage stage) {
    long tokens = stage.windowTokens();
    return torch
        .tensor(ComputedBuffers.shiftMask(stage))
        .view(1, stage.windows(), 1, tokens, tokens);
  }

  /**
   * Encodes images.
   *
   * @param pixels float32 [batch, 3, side, side], normalized
   * @return [batch, 1 + (side / 32)², 8·embed]; row 0 is the mean of the others
   */
  Tensor encode(Forward pass, Tensor pixels) {
    long[] patch = {Architecture.PATCH, Architecture.PATCH};
    Tensor x =
        conv2d(
            pixels,
            pass.parameter(NAME + "patch_embed.proj.weight"),
            new TensorOptional(pass.parameter(NAME + "patch_embed.proj.bias")),
            patch,
            new long[] {0, 0},
            new long[] {1, 1},
            1);
    x = pass.norm(NAME + "patch_embed.norm", x.flatten(2, 3).transpose(1, 2), NORM_EPSILON);
    if (sizes.absolutePositions()) {
      x = x.add(pass.parameter(TensorNames.POSITIONS));
    }
    int before = 0;
    for (int i = 0; i < sizes.stages().size(); i++) {
      Stage stage = sizes.stages().get(i);
      for (int j = 0; j < stage.depth(); j++) {
        double depth = blocks == 1 ? 0 : (double) (before + j) / (blocks - 1);
        x = block(pass, NAME + "layers." + i + ".blocks." + j + ".", i, j % 2 == 1, depth, x);
      }
      before += stage.depth();
      if (i < sizes.stages().size() - 1) {
        x = merge(pass, NAME + "layers." + i + ".downsample.", stage.side(), x);
      }
    }
    x = pass.norm(NAME + "norm", x, NORM_EPSILON);
    Tensor mean = x.mean(new long[] {1}, true, new ScalarTypeOptional());
    return torch.cat(new TensorVector(mean, x), 1);
  }

  private Tensor block(
      Forward pass, String name, int index, boolean second, double depth, Tensor x) {
    Stage stage = sizes.stages().get(index);
    int shift = second ? stage.shift() : 0;
    Tensor y = pass.norm(name + "norm1", x, NORM_EPSILON);
    y = y.view(x.size(0), stage.side(), stage.side(), x.size(2));
    if (shift > 0) {
      y = y.roll(new long[] {-shift, -shift}, 1, 2);
    }
    y = attention(pass, name + "attn.", index, shift > 0, windows(y, stage));
    y = map(y, stage);
    if (shift > 0) {
      y = y.roll(new long[] {shift, shift}, 1, 2);
    }
    x = x.add(pass.dropPath(y.reshape(x.size(0), x.size(1), x.size(2)), depth));
    y = pass.dense(name + "mlp.fc1", pass.norm(name + "norm2", x, NORM_EPSILON));
    return x.add(pass.dropPath(pass.dense(name + "mlp.fc2", Forward.activate(y)), depth));
  }

  /**
   * Attention within windows.
   *
   * @param x [batch · windows, window tokens, width]
   */
  private Tensor attention(Forward pass, String name, int index, boolean masked, Tensor x) {
    Stage stage = sizes.stages().get(index);
    long count = x.size(0);
    long tokens = x.size(1);
    long width = x.size(2);
    Tensor qkv =
        pass.dense(name + "qkv", x)
            .view(count, tokens, 3, stage.heads(), width / stage.heads())
            .permute(2, 0, 3, 1, 4);
    Tensor query = qkv.select(0, 0).mul(new Scalar(1 / Math.sqrt((double) width / stage.heads())));
    Tensor scores = query.matmul(qkv.select(0, 1).transpose(2, 3));
    Tensor bias =
        pass.parameter(name + "relative_position_bias_table")
            .index_select(0, biasRows.get(index))
            .view(tokens, tokens, stage.heads())
            .permute(2, 0, 1);
    if (masked) {
      Tensor both = bias.unsqueeze(0).unsqueeze(0).add(masks.get(index));
      long windows = stage.windows();
      scores =
          scores
              .view(count / windows, windows, stage.heads(), tokens, tokens)
              .add(both)
              .view(count, stage.heads(), tokens, tokens);
    } else {
      scores = scores.add(bias);
    }
    Tensor mixed = torch.softmax(scores, -1).matmul(qkv.select(0, 2));
    return pass.dense(name + "proj", mixed.transpose(1, 2).reshape(count, tokens, width));
  }

  /**
   * Partitions a map into windows: [batch, side, side, width] to [batch · windows, window tokens,
   * width].
   */
  private static Tensor windows(Tensor map, Stage stage) {
    long across = stage.side() / stage.window();
    return map.view(map.size(0), across, stage.window(), across, stage.window(), map.size(3))
        .transpose(2, 3)
        .reshape(-1, stage.windowTokens(), map.size(3));
  }

  @Override
  public void close() {
    biasRows.forEach(Tensor::close);
    masks.stream().filter(Objects::nonNull).forEach(Tensor::close);
  }

  /**
   * Joins windows to a map: [batch · windows, window tokens, width] to [batch, side, side, width].
   */
  private static Tensor map(Tensor windows, Stage stage) {
    long across = stage.side() / stage.window();
    long width = windows.size(2);
    return windows
        .view(-1, across, across, stage.window(), stage.window(), width)
        .transpose(2, 3)
        .reshape(-1, stage.side(), stage.side(), width);
  }

  /**
   * Patch merging: each 2 x 2 square of tokens becomes one, in the order (0,0), (1,0), (0,1),
   * (1,1).
   */
  private static Tensor merge(Forward pass, String name, int side, Tensor x) {
    long batch = x.size(0);
    long width = x.size(2);
    Tensor squares =
        x.view(batch, side / 2, 2, side / 2, 2, width)
            .permute(0, 1, 3, 4, 2, 5)
            .reshape(batch, (long) side * side / 4, 4 * width);
    Tensor weight = pass.parameter(name + "reduction.weight");
    return torch.linear(pass.norm(name + "norm", squares, NORM_EPSILON), weight);
  }
}
