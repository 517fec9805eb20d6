package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The transformer with two tasks in this JVM. */
class RamTaggerTest {
  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;

  @Test
  void resultsAreThoseOfTheLibraryAndBrokenImagesAreErrors() {
    long opened = TaggingMetrics.of(SPARK.session()).modelsOpened();
    long images = TaggingMetrics.of(SPARK.session()).images();
    long failed = TaggingMetrics.of(SPARK.session()).failed();
    SharedModels.closeAll();
    List<Row> rows = DrawnTable.rows(0, 60, 5);
    Dataset<Row> tagged = new RamTagger().transform(DrawnTable.table(SPARK.session(), rows, 4));
    List<Row> found = tagged.collectAsList();
    assertEquals(60, found.size());
    int errors = 0;
    for (Row row : found) {
      SPARK.expected().requireResult(row.getAs("content"), row.getAs("ram"));
      errors += row.<Row>getAs("ram").getAs("error") == null ? 0 : 1;
    }
    assertEquals(12, errors);
    assertEquals(opened + 1, TaggingMetrics.of(SPARK.session()).modelsOpened());
    assertEquals(1, SharedModels.openCount());
    assertEquals(images + 60, TaggingMetrics.of(SPARK.session()).images());
    assertEquals(failed + 12, TaggingMetrics.of(SPARK.session()).failed());
    assertTrue(TaggingMetrics.of(SPARK.session()).recognizingMs() > 0);
  }

  @Test
  void pathsAreReadByExecutorsAndAMissingFileIsAnError() throws IOException {
    Path odd = folder.resolve("a b%20c 图#?.png");
    Files.write(odd, DrawnTable.image(3));
    Files.write(folder.resolve("no.jpg"), DrawnTable.broken(1));
    Dataset<Row> listed =
        SPARK
            .session()
            .read()
            .format("binaryFile")
            .load(folder.toString())
            .select("path", "length");
    List<Row> found = new RamTagger().setInputCol("path").transform(listed).collectAsList();
    assertEquals(2, found.size());
    for (Row row : found) {
      boolean broken = row.<String>getAs("path").endsWith("no.jpg");
      Row result = row.getAs("ram");
      if (broken) {
        assertTrue(result.<String>getAs("error").contains("not an image"), result.toString());
      } else {
        SPARK.expected().requireResult(DrawnTable.image(3), result);
      }
    }
    requireUnreadable(folder + "/gone.png", "FileNotFound", true);
    requireUnreadable("a:b c", "expected one that Hadoop reads", false);
    requireUnreadable(null, "found null", false);
  }

  private static void requireUnreadable(String path, String error, boolean unread) {
    Dataset<Row> one =
        SPARK
            .session()
            .createDataFrame(
                List.of(RowFactory.create(path)), new StructType().add("p", DataTypes.StringType));
    Row result =
        new RamTagger().setInputCol("p").transform(one).collectAsList().get(0).getAs("ram");
    assertTrue(result.<String>getAs("error").contains(error), result.toString());
    assertEquals(unread, result.<Boolean>getAs("unread"));
  }

  @Test
  void sparksImagesAreTakenAsTheyAre() throws IOException {
    Files.write(folder.resolve("a.png"), DrawnTable.image(3));
    Files.write(folder.resolve("b.png"), DrawnTable.broken(1));
    Dataset<Row> images = SPARK.session().read().format("image").load(folder.toString());
    List<Row> found = new RamTagger().setInputCol("image").transform(images).collectAsList();
    assertEquals(2, found.size());
    for (Row row : found) {
      Row result = row.getAs("ram");
      if (row.<Row>getAs("image").<Integer>getAs("width") > 0) {
        SPARK.expected().requireResult(DrawnTable.image(3), result);
      } else {
        assertTrue(result.<String>getAs("error").startsWith("Spark's image: "), result.toString());
      }
    }
  }

  @Test
  void parametersChangeResults() throws IOException {
    byte[] image = TestImages.png(TestImages.drawn(200, 150, 9));
    RamTagger tagger =
        new RamTagger()
            .setTopK(3)
            .setThreshold(0.25)
            .setCaption(true)
            .setEmbedding(true)
            .setOutputCol("out");
    Dataset<Row> one =
        SPARK
            .session()
            .createDataFrame(
                List.of(RowFactory.create((Object) image)),
                new StructType().add("content", DataTypes.BinaryType));
    Row result = tagger.transform(one).collectAsList().get(0).getAs("out");
    try (Captioner captioner =
        RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults())) {
      EncodedImage encoded = captioner.encode(ImageSource.of(image));
      Recognition recognition = captioner.recognize(encoded);
      Expected.requireTags(
          recognition.withThresholds(ThresholdPolicy.uniform(0.25f)).tags(),
          result.getList(result.fieldIndex("tags")));
      Expected.requireTags(recognition.top(3), result.getList(result.fieldIndex("top")));
      assertEquals(captioner.caption(encoded).text(), result.getAs("caption"));
      List<Float> vector = new ArrayList<>();
      for (int i = 0; i < captioner.embed(encoded).width(); i++) {
        vector.add(captioner.embed(encoded).vector().get(i));
      }
      assertEquals(vector, result.getList(result.fieldIndex("embedding")));
    }
    StructType english =
        new RamTagger().setLanguages(new String[] {"en"}).transformSchema(one.schema());
    assertTrue(english.simpleString().contains("struct<id:int,english:string,score:float>"));
  }

  @Test
  void taggersAreSavedAloneAndInPipelines() throws IOException {
    RamTagger tagger =
        new RamTagger().setTopK(2).setThreshold(0.5).setLanguages(new String[] {"zh"});
    String alone = folder.resolve("alone").toString();
    tagger.write().save(alone);
    RamTagger read = RamTagger.load(alone);
    assertEquals(tagger.uid(), read.uid());
    assertEquals(tagger.options().toString(), read.options().toString());
    assertEquals(List.of("zh"), read.options().languages());
    String within = folder.resolve("within").toString();
    Dataset<Row> rows = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 4, 0), 1);
    new Pipeline().setStages(new PipelineStage[] {tagger}).fit(rows).write().save(within);
    Dataset<Row> tagged = PipelineModel.load(within).transform(rows);
    assertEquals(4, tagged.where("size(ram.top) = 2").count());
    assertTrue(tagged.queryExecution().toString().contains("RamTagger(model=clipart, topK=2"));
  }

  @Test
  void aFunctionForPartitionsKeepsKeys() {
    TaggingOptions options = TaggingOptions.defaults();
    List<scala.Tuple2<Integer, byte[]>> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(new scala.Tuple2<>(i, DrawnTable.image(i)));
    }
    List<scala.Tuple2<Integer, Row>> found =
        org.apache.spark.api.java.JavaSparkContext.fromSparkContext(SPARK.session().sparkContext())
            .parallelize(images, 2)
            .mapPartitions(TagFunction.<Integer>of(SPARK.session(), options))
            .collect();
    assertEquals(6, found.size());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(i, found.get(i)._1());
      List<Row> tags = found.get(i)._2().getList(0);
      assertEquals(SPARK.expected().recognition(DrawnTable.image(i)).tags().size(), tags.size());
    }
  }

  @Test
  void wrongColumnsAndModelsAreRefusedByName() {
    Dataset<Row> rows = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 2, 0), 1);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> new RamTagger().setInputCol("length").transform(rows))
            .getMessage()
            .startsWith("column length: expected binary"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> new RamTagger().setOutputCol("path").transform(rows))
            .getMessage()
            .startsWith("outputCol: expected a column that is not there yet, found path"));
    Exception failed =
        assertThrows(
            Exception.class,
            () -> new RamTagger().setModel("nowhere").transform(rows).collectAsList());
    assertTrue(failed.toString().contains("model nowhere: expected the folder of a bundle"));
  }

  @Test
  void addedFoldersAndArchivesAreModels() throws IOException {
    Path bundle = SavedBundle.clipart(folder.resolve("saved-ram"));
    SPARK.session().sparkContext().addFile(bundle.toString(), true);
    SPARK.session().sparkContext().addArchive(SavedBundle.zip(bundle) + "#archived-ram");
    Dataset<Row> rows = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 4, 0), 2);
    for (String model : List.of("saved-ram", "archived-ram", bundle.toString())) {
      for (Row row : new RamTagger().setModel(model).transform(rows).collectAsList()) {
        SPARK.expected().requireResult(row.getAs("content"), row.getAs("ram"));
      }
    }
  }
}
