package consumer;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A web service that answers an image with its tags. */
@SpringBootApplication
public class TagService {
  /** Line printed when requests are accepted. */
  static final String READY = "ready";

  /** Line printed for each incoming request. */
  static final String BEGUN = "begun";

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(TagService.class, arguments);
  }

  /** The one recognizer, which Spring closes after the last answer. */
  @Bean
  Recognizer recognizer() throws IOException {
    Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    recognizer.warmUp();
    return recognizer;
  }

  @Bean
  CommandLineRunner ready() {
    return arguments -> System.out.println(READY);
  }

  /** Controller of the HTTP requests. */
  @RestController
  static class Tags {
    private final Recognizer recognizer;

    Tags(Recognizer recognizer) {
      this.recognizer = recognizer;
    }

    /** Recognizes twice, so that calls begin while the service stops, too. */
    @PostMapping("/tags")
    String tags(@RequestBody byte[] image) {
      System.out.println(BEGUN);
      recognizer.recognize(image);
      return recognizer.recognize(image).english();
    }
  }
}
