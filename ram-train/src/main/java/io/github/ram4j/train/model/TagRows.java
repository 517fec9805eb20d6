package io.github.ram4j.train.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Label embeddings as the first rows of the tagging head: docs/models/tagging.md. */
final class TagRows {
  /** Lower bound of a vector's length, as in torch's {@code normalize}. */
  private static final double TINY = 1e-12;

  private final Architecture sizes;

  TagRows(Architecture sizes) {
    this.sizes = sizes;
  }

  /**
   * The start rows of tags.
   *
   * @param embeds [batch, image rows, width], the image embeddings of the tagging head
   * @param tags int64 [batch, chosen], the chosen tags of each image; null for all tags
   * @return [batch, chosen or all, hidden]; [1, all, hidden] if they are the same for all images
   */
  Tensor of(Forward pass, Tensor embeds, Tensor tags) {
    ModelFamily family = sizes.family();
    if (family.equals(ModelFamily.TAG2TEXT)) {
      return chosen(pass.parameter(TensorNames.TAG2TEXT_LABELS), tags);
    }
    if (family.equals(ModelFamily.RAM)) {
      return chosen(project(pass, pass.parameter(TensorNames.LABELS)), tags);
    }
    if (family.equals(ModelFamily.RAM_PLUS)) {
      return project(pass, reweighted(pass, embeds, tags));
    }
    throw new IllegalStateException("no such model can be trained: " + family);
  }

  /** Rows of a table [all, width], of all tags or of each image's chosen ones. */
  static Tensor chosen(Tensor table, Tensor tags) {
    if (tags == null) {
      return table.unsqueeze(0);
    }
    return table.index_select(0, tags.flatten()).view(tags.size(0), tags.size(1), table.size(1));
  }

  static Tensor project(Forward pass, Tensor embeddings) {
    return torch.relu(pass.dense(TensorNames.LABEL_PROJECTION, embeddings));
  }

  /**
   * Multi-description reweighting: the mean of each tag's 51 embeddings, weighted by similarity to
   * the image.
   */
  private Tensor reweighted(Forward pass, Tensor embeds, Tensor tags) {
    long descriptions = Architecture.DESCRIPTIONS_PER_TAG;
    Tensor image = embeds.select(1, 0);
    Tensor length = image.mul(image).sum(new long[] {-1}, true, new ScalarTypeOptional()).sqrt();
    image = image.div(length.clamp_min(new Scalar(TINY)));
    Tensor scale = pass.parameter(TensorNames.REWEIGHT_SCALE).exp();
    Tensor table = pass.parameter(TensorNames.LABELS).view(-1, descriptions, ModelShape.CLIP_WIDTH);
    if (tags != null) {
      Tensor own =
          table
              .index_select(0, tags.flatten())
              .view(tags.size(0), tags.size(1), descriptions, ModelShape.CLIP_WIDTH);
      Tensor near = own.matmul(image.unsqueeze(1).unsqueeze(3)).mul(scale);
      Tensor weights = torch.softmax(near.squeeze(3), -1);
      return weights.unsqueeze(2).matmul(own).squeeze(2);
    }
    Tensor near = image.matmul(table.flatten(0, 1).transpose(0, 1)).mul(scale);
    Tensor weights = torch.softmax(near.view(image.size(0), -1, descriptions), -1);
    return weights.transpose(0, 1).matmul(table).transpose(0, 1);
  }
}
