package io.github.ram4j.describe;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Requests to a chat model, sent again while its service is busy. Thread-safe. */
final class ChatRequests {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int MOST_SHOWN = 300;

  private final ChatModel model;
  private final DescribeOptions.Retries retries;
  private final DescribeListener listener;

  ChatRequests(ChatModel model, DescribeOptions.Retries retries, DescribeListener listener) {
    this.model = model;
    this.retries = retries;
    this.listener = listener;
  }

  /** The name of a model in messages and files. */
  static String name(ChatModel model) {
    String name = model.defaultRequestParameters().modelName();
    return name == null ? model.getClass().getSimpleName() : name;
  }

  /**
   * Asks a question.
   *
   * @return the cleaned answer, which may be empty
   * @throws ChatException if the service refuses it, or stays busy
   * @throws CancellationException if the thread is interrupted
   */
  String ask(String question) {
    ChatRequest request = ChatRequest.builder().messages(UserMessage.from(question)).build();
    Duration wait = retries.firstWait();
    for (int attempt = 0; ; attempt++) {
      try {
        String text = model.chat(request).aiMessage().text();
        return text == null ? "" : Prompts.clean(text);
      } catch (RuntimeException e) {
        if (Thread.currentThread().isInterrupted() || hasCause(e, InterruptedException.class)) {
          throw cancelled();
        }
        if (attempt >= retries.count() || !mayPass(e)) {
          throw new ChatException(
              "chat model %s: expected an answer, found %s%s"
                  .formatted(
                      name(model), found(e), attempt == 0 ? "" : ", " + attempt + " times again"),
              e);
        }
        listener.retrying(found(e), wait);
        sleep(wait);
        Duration twice = wait.multipliedBy(2);
        wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
      }
    }
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    }
  }

  private static CancellationException cancelled() {
    return new CancellationException("interrupted");
  }

  /** Returns whether the same request may have an answer later. */
  private static boolean mayPass(RuntimeException e) {
    HttpException http = cause(e, HttpException.class);
    if (http != null) {
      int status = http.statusCode();
      return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }
    boolean network = hasCause(e, IOException.class) && !hasCause(e, ConnectException.class);
    return network || hasCause(e, RetriableException.class);
  }

  private static String found(RuntimeException e) {
    HttpException http = cause(e, HttpException.class);
    if (http != null) {
      return "HTTP status %d: %s".formatted(http.statusCode(), shown(http.getMessage()));
    }
    if (hasCause(e, ConnectException.class) || hasCause(e, UnresolvedAddressException.class)) {
      return "no connection to its service";
    }
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return "%s: %s".formatted(root.getClass().getSimpleName(), shown(root.getMessage()));
  }

  private static String shown(@Nullable String message) {
    String text = String.valueOf(message).replaceAll("\\s+", " ").strip();
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    return cause(thrown, type) != null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 100; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
