package consumer;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.spring.model.ModelBusyException;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A web service whose models the starter makes, by the properties of its start. */
@SpringBootApplication
public class PhotoService {

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(PhotoService.class, arguments);
  }

  /** Controller of the HTTP requests. */
  @RestController
  static class Photos {
    private final Recognizer recognizer;
    private final Captioner captioner;

    Photos(Recognizer recognizer, Captioner captioner) {
      this.recognizer = recognizer;
      this.captioner = captioner;
    }

    @PostMapping("/tags")
    String tags(@RequestBody byte[] image) {
      return recognizer.recognize(image).english();
    }

    @PostMapping("/caption")
    String caption(@RequestBody byte[] image) throws IOException {
      return captioner.caption(ImageSource.of(image)).text();
    }

    @ExceptionHandler(ImageException.class)
    @ResponseStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    String wrongImage(ImageException e) {
      return e.getMessage();
    }

    @ExceptionHandler(ModelBusyException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String busy(ModelBusyException e) {
      return e.getMessage();
    }
  }
}
