package io.github.ram4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;

/** A chat model that calls a tool once and then answers with what the tool said. */
final class ScriptedChatModel implements ChatModel {
  private final ToolExecutionRequest call;

  /** The requests that it got. */
  final List<ChatRequest> requests = new ArrayList<>();

  ScriptedChatModel(String tool, String arguments) {
    this.call = ToolExecutionRequest.builder().id("1").name(tool).arguments(arguments).build();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    requests.add(request);
    List<ChatMessage> messages = request.messages();
    AiMessage answer =
        messages.get(messages.size() - 1) instanceof ToolExecutionResultMessage result
            ? AiMessage.from(result.text())
            : AiMessage.from(call);
    return ChatResponse.builder().aiMessage(answer).build();
  }
}
