package io.github.ram4j.catalog.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.TagScore;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.Samples;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.output.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TagRunTest {
  private static final String TAGS =
      "SELECT english, score FROM tags_of_images WHERE path = '%s' ORDER BY score DESC";

  @TempDir Path temporary;
  private Samples samples;

  @BeforeEach
  void copy() throws IOException {
    samples = Samples.copy(temporary.resolve("pictures"));
  }

  @AfterEach
  void close() throws IOException {
    samples.close();
  }

  private void requireTagsOfRecognizer() throws IOException, SQLException {
    for (String name : Samples.NAMES) {
      List<List<String>> expected = new ArrayList<>();
      for (TagScore tag :
          samples.recognizer().recognize(ImageSource.of(samples.file(name))).tags()) {
        expected.add(List.of(tag.tag().english(), String.valueOf(tag.score())));
      }
      List<List<String>> found = new ArrayList<>();
      for (List<String> row : samples.rows(TAGS.formatted(name))) {
        found.add(List.of(row.get(0), String.valueOf(Float.parseFloat(row.get(1)))));
      }
      assertFalse(found.isEmpty(), name);
      assertEquals(expected, found, name);
    }
  }

  @Test
  void tagsAreTheRecognizersToTheBit() throws Exception {
    RunReport report = samples.tag(TagOptions.defaults());
    assertEquals(3, report.done());
    assertEquals(0, report.failed() + report.left());
    requireTagsOfRecognizer();
    assertEquals(0, samples.tag(TagOptions.defaults()).done());
  }

  @Test
  void severalImagesAtOnceGetTheSameTags() throws Exception {
    assertEquals(3, samples.tag(TagOptions.defaults().withImagesAtOnce(3)).done());
    requireTagsOfRecognizer();
  }

  @Test
  void aRunThatIsStoppedIsGoneOnWith() throws Exception {
    int[] asked = new int[1];
    RunReport stopped = samples.tag(TagOptions.defaults().withStop(() -> asked[0]++ > 0));
    assertEquals(3, stopped.done() + stopped.left());
    assertTrue(stopped.left() > 0, stopped::toString);
    assertEquals(
        stopped.left(),
        TagRun.pending(samples.catalog(), samples.roots(), TagOptions.defaults()),
        stopped::toString);
    String runs = "SELECT count(*), count(ended) FROM run";
    assertEquals(List.of(List.of("1", "0")), samples.rows(runs));
    assertEquals(stopped.left(), samples.tag(TagOptions.defaults()).done());
    assertEquals(List.of(List.of("1", "1")), samples.rows(runs));
    requireTagsOfRecognizer();
  }

  @Test
  void anImageThatIsNoneFailsAlone() throws Exception {
    Files.writeString(samples.file("notes.png"), "no image, but notes");
    Map<String, String> failures = new TreeMap<>();
    List<Long> told = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void at(long images, long of) {
            assertEquals(4, of);
            told.add(images);
          }

          @Override
          public void failed(Path file, String reason) {
            failures.put(file.getFileName().toString(), reason);
          }
        };
    try (Outputs none = new Outputs(samples.catalog(), samples.roots(), (image, cause) -> {})) {
      RunReport report = samples.tag(TagOptions.defaults(), none, listener);
      assertEquals(3, report.done());
      assertEquals(1, report.failed());
    }
    assertEquals(List.of("notes.png"), List.copyOf(failures.keySet()));
    assertEquals(
        List.of(List.of("notes.png", failures.get("notes.png"))),
        samples.rows("SELECT path, error FROM failures"));
    assertEquals(4L, told.get(told.size() - 1));
    assertEquals(told.stream().sorted().toList(), told);
    requireTagsOfRecognizer();
  }

  @Test
  void pathsThatAreLeftOutStayPending() throws Exception {
    samples.tag(TagOptions.defaults().withPaths(path -> path.startsWith("below/")));
    assertEquals(
        Map.of("below/frog.png", "done", "house.png", "pending", "rocket.png", "pending"),
        samples.states());
  }

  @Test
  void tagsAreWrittenUnderOtherNames() throws Exception {
    TagOptions mine =
        TagOptions.defaults()
            .withNaming(
                found -> List.of(new OutputTag("mine", List.of("all", "of"), found.tags().get(0))));
    samples.tag(mine);
    assertEquals(
        List.of(List.of("mine", "[\"all\",\"of\"]", "3")),
        samples.rows(
            "SELECT english, tag.path, count(*) FROM image_tag JOIN tag ON tag.id = tag_id"));
  }

  @Test
  void existingTagsAreAddedToOrReplaced() throws Exception {
    TagOptions odd =
        TagOptions.defaults()
            .withModel("odd")
            .withNaming(found -> List.of(new OutputTag("odd", List.of(), found.tags().get(0))));
    samples.tag(odd);
    assertEquals(3, TagRun.ofOtherModels(samples.catalog(), samples.roots(), "even"));
    assertEquals(0, TagRun.ofOtherModels(samples.catalog(), samples.roots(), "odd"));

    TagOptions even = TagOptions.defaults().withModel("even");
    assertEquals(0, samples.tag(even).done());
    assertEquals(3, samples.tag(even.withExisting(ExistingTags.APPEND)).done());
    assertEquals(3, carriersOfOdd());
    assertEquals(3, samples.tag(even.withExisting(ExistingTags.OVERWRITE)).done());
    assertEquals(0, carriersOfOdd());
    requireTagsOfRecognizer();
    assertEquals(0, TagRun.ofOtherModels(samples.catalog(), samples.roots(), "even"));
  }

  private long carriersOfOdd() throws SQLException {
    return samples.rows("SELECT 1 FROM tags_of_images WHERE english = 'odd'").size();
  }

  @Test
  void embeddingsAreLeftOutOnRequest() throws Exception {
    samples.tag(TagOptions.defaults().withEmbeddings(false));
    assertEquals(List.of(), samples.rows("SELECT image_id FROM embedding"));
    samples.tag(TagOptions.defaults().withExisting(ExistingTags.OVERWRITE));
    assertEquals(3, samples.rows("SELECT image_id FROM embedding").size());
  }
}
