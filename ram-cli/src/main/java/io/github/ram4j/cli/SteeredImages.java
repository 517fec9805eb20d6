package io.github.ram4j.cli;

import io.github.ram4j.CaptionRequest;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images with the tags that steer their sentences, which another model may recognize. */
final class SteeredImages implements Iterable<CaptionRequest>, AutoCloseable {
  private final List<Path> images;
  private final Steering steering;

  /** Null if no other model recognizes tags. */
  private final Outcomes<ImageSource.File, Recognition> tagged;

  /** Failures by the images' indices. */
  private final Map<Long, Exception> failures = new HashMap<>();

  private SteeredImages(
      List<Path> images, Steering steering, Outcomes<ImageSource.File, Recognition> tagged) {
    this.images = images;
    this.steering = steering;
    this.tagged = tagged;
  }

  /**
   * Makes requests for images, which are read one after the other.
   *
   * @param tags tags that steer all sentences, or null
   * @param tagger model whose tags steer the sentences, or null
   */
  static SteeredImages of(List<Path> images, String tags, Recognizer tagger) {
    Steering steering = tags == null ? Steering.recognized() : Steering.of(tags);
    return new SteeredImages(
        images,
        steering,
        tagger == null
            ? null
            : tagger.recognizeEach(images.stream().map(ImageSource.File::new).toList()));
  }

  @Override
  public Iterator<CaptionRequest> iterator() {
    Iterator<Path> paths = images.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return paths.hasNext();
      }

      @Override
      public CaptionRequest next() {
        ImageSource source = ImageSource.of(paths.next());
        return CaptionRequest.of(source, tagged == null ? steering : steeringOfNext());
      }
    };
  }

  /**
   * The steering of the next image; an image without tags has one, too, so that every image has its
   * outcome.
   */
  private Steering steeringOfNext() {
    Outcome<ImageSource.File, Recognition> outcome = tagged.iterator().next();
    try {
      return Steering.of(outcome.get());
    } catch (IOException | ImageException e) {
      failures.put(outcome.index(), e);
      return steering;
    }
  }

  /** The image at an index. */
  Path file(long index) {
    return images.get((int) index);
  }

  /** Throws the failure of the other model to recognize an image's tags. */
  void requireTags(long index) throws IOException {
    Exception failure = failures.remove(index);
    if (failure instanceof IOException unreadable) {
      throw unreadable;
    } else if (failure != null) {
      throw (ImageException) failure;
    }
  }

  @Override
  public void close() {
    Optional.ofNullable(tagged).ifPresent(Outcomes::close);
  }
}
