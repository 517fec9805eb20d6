package io.github.ram4j.describe;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A chat model that numbers the requests of each question, and answers by a function of both. */
final class NumberedModel implements ChatModel {
  private final String name;
  private final BiFunction<String, Integer, String> answers;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();

  NumberedModel(String name, BiFunction<String, Integer, String> answers) {
    this.name = name;
    this.answers = answers;
  }

  /** A model whose answers all differ. */
  static NumberedModel talkative() {
    return new NumberedModel(
        "talkative", (question, number) -> " Answer %d\n to %s ".formatted(number, question));
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName(name).build();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      String question = ((UserMessage) request.messages().get(0)).singleText();
      int number = asked.computeIfAbsent(question, key -> new AtomicInteger()).incrementAndGet();
      return ChatResponse.builder()
          .aiMessage(AiMessage.from(answers.apply(question, number)))
          .build();
    } finally {
      running.decrementAndGet();
    }
  }

  int requests() {
    return asked.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  int mostRunning() {
    return mostRunning.get();
  }
}
