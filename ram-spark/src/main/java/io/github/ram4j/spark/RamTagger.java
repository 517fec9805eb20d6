package io.github.ram4j.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A transformer of Spark ML that adds the tags of images as a column.
 *
 * <p>The input column has encoded images (binary), their paths (string), or Spark's image structs.
 * The output column is a struct: {@code tags}, the predicted tags with their scores, the best
 * first; {@code top}, the {@code topK} best tags, predicted or not; {@code caption}; {@code
 * embedding}; {@code error}, why there is no result, null where there is one; {@code unread},
 * whether the image could not be read and may be another time. What is not asked for is null. An
 * image that cannot be read or decoded is a row with an error, and no failure of the job.
 *
 * <p>One model is opened in each executor, by the first task that needs it. Each task recognizes as
 * many images at once as {@code spark.task.cpus} says. Scores are those of {@link
 * io.github.ram4j.Recognizer#recognize(byte[])}, bit for bit.
 *
 * <p>As every transformer it is lazy: what is computed twice is recognized twice, so write the
 * result, or cache it. Setters are not thread-safe.
 */
public final class RamTagger extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> model;
  private final IntParam topK;
  private final DoubleParam threshold;
  private final BooleanParam caption;
  private final BooleanParam embedding;
  private final StringArrayParam languages;

  /** Creates a tagger with defaults. */
  public RamTagger() {
    this(Identifiable$.MODULE$.randomUID("ramTagger"));
  }

  /**
   * Creates a tagger with defaults.
   *
   * @param uid its identity within a pipeline
   */
  public RamTagger(String uid) {
    this.uid = uid; // before parameters, which keep it
    inputCol = new Param<>(this, "inputCol", "column of encoded images, paths or Spark's images");
    outputCol = new Param<>(this, "outputCol", "column of results");
    model =
        new Param<>(
            this, "model", "clipart, photo, an added file or archive, or a path on all executors");
    topK =
        new IntParam(
            this, "topK", "number of best tags, predicted or not", ParamValidators.gtEq(0));
    threshold =
        new DoubleParam(
            this,
            "threshold",
            "threshold of all tags in place of the model's own",
            ParamValidators.inRange(0, 1));
    caption = new BooleanParam(this, "caption", "whether to caption");
    embedding = new BooleanParam(this, "embedding", "whether to embed");
    languages = new StringArrayParam(this, "languages", "languages of tags' names: en, zh or both");
    TaggingOptions defaults = TaggingOptions.defaults();
    setDefault(inputCol, "content");
    setDefault(outputCol, "ram");
    setDefault(model, defaults.model());
    setDefault(topK, defaults.topK());
    setDefault(caption, defaults.caption());
    setDefault(embedding, defaults.embedding());
    setDefault(languages, defaults.languages().toArray(String[]::new));
  }

  /**
   * Reads a tagger that was saved.
   *
   * @param path of its folder
   * @return the tagger
   */
  public static RamTagger load(String path) {
    return read().load(path);
  }

  /**
   * A reader of saved taggers, as Spark looks for it.
   *
   * @return the reader
   */
  public static MLReader<RamTagger> read() {
    return new Reading().read();
  }

  /** Spark's way to read what has parameters alone. */
  private static final class Reading implements DefaultParamsReadable<RamTagger> {
    private static final long serialVersionUID = 1;
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * The parameter of the input column.
   *
   * @return by default {@code content}, as the data source {@code binaryFile} names it
   */
  public Param<String> inputCol() {
    return inputCol;
  }

  /**
   * The parameter of the output column.
   *
   * @return by default {@code ram}
   */
  public Param<String> outputCol() {
    return outputCol;
  }

  /**
   * The parameter of the model, as {@link TaggingOptions#withModel} takes it.
   *
   * @return by default {@code clipart}
   */
  public Param<String> model() {
    return model;
  }

  /**
   * The parameter of the number of best tags, predicted or not.
   *
   * @return by default 0
   */
  public IntParam topK() {
    return topK;
  }

  /**
   * The parameter of one threshold for all tags.
   *
   * @return without a default: the model's own are used
   */
  public DoubleParam threshold() {
    return threshold;
  }

  /**
   * The parameter of captions.
   *
   * @return by default false
   */
  public BooleanParam caption() {
    return caption;
  }

  /**
   * The parameter of embeddings.
   *
   * @return by default false
   */
  public BooleanParam embedding() {
    return embedding;
  }

  /**
   * The parameter of the languages of tags' names.
   *
   * @return by default {@code en} and {@code zh}
   */
  public StringArrayParam languages() {
    return languages;
  }

  /**
   * Sets the input column.
   *
   * @param name of a column of binary, string or Spark's images
   * @return this
   */
  public RamTagger setInputCol(String name) {
    set(inputCol, name);
    return this;
  }

  /**
   * Sets the output column.
   *
   * @param name of a column that is not there yet
   * @return this
   */
  public RamTagger setOutputCol(String name) {
    set(outputCol, name);
    return this;
  }

  /**
   * Sets the model.
   *
   * @param name as {@link TaggingOptions#withModel} takes it
   * @return this
   */
  public RamTagger setModel(String name) {
    set(model, name);
    return this;
  }

  /**
   * Sets the number of best tags, predicted or not.
   *
   * @param count 0 for none
   * @return this
   */
  public RamTagger setTopK(int count) {
    set(topK, count);
    return this;
  }

  /**
   * Sets one threshold for all tags.
   *
   * @param value in [0, 1]
   * @return this
   */
  public RamTagger setThreshold(double value) {
    set(threshold, value);
    return this;
  }

  /**
   * Sets whether images get captions.
   *
   * @param wanted as {@link TaggingOptions#withCaption} takes it
   * @return this
   */
  public RamTagger setCaption(boolean wanted) {
    set(caption, wanted);
    return this;
  }

  /**
   * Sets whether images get embeddings.
   *
   * @param wanted as {@link TaggingOptions#withEmbedding} takes it
   * @return this
   */
  public RamTagger setEmbedding(boolean wanted) {
    set(embedding, wanted);
    return this;
  }

  /**
   * Sets the languages of tags' names.
   *
   * @param codes {@code en}, {@code zh} or both
   * @return this
   */
  public RamTagger setLanguages(String[] codes) {
    set(languages, codes.clone());
    return this;
  }

  /**
   * Sets all parameters but the columns.
   *
   * @param options the model, and the results that are wanted
   * @return this
   */
  public RamTagger setOptions(TaggingOptions options) {
    setModel(options.model());
    setTopK(options.topK());
    setCaption(options.caption());
    setEmbedding(options.embedding());
    setLanguages(options.languages().toArray(String[]::new));
    clear(threshold);
    options.threshold().ifPresent(this::setThreshold);
    return this;
  }

  /**
   * The options that the parameters say.
   *
   * @return for a {@link TagFunction}, for example
   * @throws IllegalArgumentException if a parameter is out of its range
   */
  public TaggingOptions options() {
    TaggingOptions options =
        TaggingOptions.defaults()
            .withModel($(model))
            .withTopK((Integer) $(topK))
            .withCaption((Boolean) $(caption))
            .withEmbedding((Boolean) $(embedding))
            .withLanguages(List.of($(languages)));
    return isDefined(threshold) ? options.withThreshold((Double) $(threshold)) : options;
  }

  /**
   * Adds the output column.
   *
   * @param dataset with the input column and without the output column
   * @return a DataFrame that is computed when it is asked for
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return tagged(dataset, null);
  }

  /**
   * Adds the output column.
   *
   * @param digest of the model that all executors are required to have; null for any
   */
  Dataset<Row> tagged(Dataset<?> dataset, @Nullable String digest) {
    StructType schema = transformSchema(dataset.schema());
    SparkSession spark = dataset.sparkSession();
    Dataset<Row> rows = ExactRows.of(dataset);
    int column = Columns.index(schema, $(inputCol));
    ImageInput input =
        ImageInput.of($(inputCol), schema.apply(column).dataType(), () -> hadoop(spark));
    TaggedPartition.Setting setting =
        new TaggedPartition.Setting(options(), digest, input, TaggingMetrics.of(spark));
    return ExactRows.unpacked(
        rows.mapPartitions(new RowFunction(setting, column), ExactRows.nested(spark, schema)),
        schema);
  }

  private static Broadcast<SerializableConfiguration> hadoop(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .broadcast(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  /**
   * The schema with the output column.
   *
   * @param schema with the input column and without the output column
   * @return the schema
   * @throws IllegalArgumentException if a column is missing, of another type, or there already
   */
  @Override
  public StructType transformSchema(StructType schema) {
    List<String> names = List.of(schema.fieldNames());
    int input = Columns.index(schema, $(inputCol));
    if (input < 0) {
      throw new IllegalArgumentException(
          "inputCol: expected a column of %s, found %s".formatted(names, $(inputCol)));
    }
    if (Columns.index(schema, $(outputCol)) >= 0) {
      throw new IllegalArgumentException(
          "outputCol: expected a column that is not there yet, found %s among %s"
              .formatted($(outputCol), names));
    }
    ImageInput.requireImages($(inputCol), schema.apply(input).dataType());
    return schema.add($(outputCol), ResultRows.schema(options()), false);
  }

  @Override
  public RamTagger copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
