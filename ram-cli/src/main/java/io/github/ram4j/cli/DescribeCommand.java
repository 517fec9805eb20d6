package io.github.ram4j.cli;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.describe.DescribeListener;
import io.github.ram4j.describe.DescribeOptions;
import io.github.ram4j.describe.DescribeReport;
import io.github.ram4j.describe.Describer;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that has new tags described by a chat model. */
@Command(
    name = "describe",
    description = {
      "Have new tags described by a chat model, for RAM++.",
      "The names go to the service of --base-url. A run that ended early is continued by the next."
    },
    sortOptions = false)
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names of tags, in English.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--names-file", paramLabel = "FILE", description = "A file of a name a line.")
  private Path namesFile;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      required = true,
      description = "The descriptions to write. A file of descriptions is continued.")
  private Path out;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      required = true,
      description =
          "A service with OpenAI's chat completions, up to and without /chat/completions.")
  private String baseUrl;

  @Option(
      names = "--chat-model",
      paramLabel = "NAME",
      required = true,
      description = "The service's name of the model.")
  private String chatModel;

  @Option(
      names = "--api-key-env",
      paramLabel = "VAR",
      description = "Environment variable with the service's key; by default no key is sent.")
  private String apiKeyVariable;

  @Option(
      names = "--answers",
      paramLabel = "N",
      description =
          "Answers to each of 5 questions; 10 by default, which gives a tag 51 sentences, as the"
              + " authors' files have.")
  private Integer answers;

  @Option(names = "--parallel", paramLabel = "N", description = "Requests at a time; 4 by default.")
  private Integer parallel;

  @Option(
      names = "--temperature",
      paramLabel = "NUMBER",
      description =
          "Temperature of sampling; by default the service's own. Low ones repeat their answers.")
  private Double temperature;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of an answer; by default the service's own.")
  private Integer maxTokens;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Longest wait for an answer; 120 by default.")
  private int timeout;

  @Override
  public Integer call() throws IOException {
    requireOutput();
    List<String> all = names();
    Describer describer = new Describer(model(), options());
    DescribeReport report = describe(describer, all);
    PrintWriter lines = spec.commandLine().getOut();
    lines.printf(
        "%s described, %d already there%s%n",
        Count.of(report.described(), "tag"),
        report.already(),
        report.duplicates() == 0
            ? ""
            : ", %s that repeat others".formatted(Count.of(report.duplicates(), "sentence")));
    lines.println(TerminalView.safe(out.toString()));
    return 0;
  }

  private void requireOutput() throws IOException {
    OutputCheck check =
        new OutputCheck(spec.commandLine(), false, Arrays.asList(new Path[] {namesFile}));
    check.requireNoDash("--out", out);
    check.requireNoInput("--out", out);
    if (Files.isDirectory(out) || !check.mayReplace(out, OutputKind.DESCRIPTIONS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--out: expected a new name, or descriptions to continue, found " + out);
    }
  }

  private List<String> names() throws IOException {
    if (names.isEmpty() == (namesFile == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected a NAME or --names-file, found " + (names.isEmpty() ? "neither" : "both"));
    }
    return namesFile == null ? names : TagNames.read(namesFile);
  }

  private DescribeReport describe(Describer describer, List<String> all) throws IOException {
    try {
      return describer.describe(all, out);
    } catch (IllegalArgumentException e) {
      if (namesFile == null) {
        throw e;
      }
      throw new FileFormatException("list of names %s: %s".formatted(namesFile, e.getMessage()), e);
    }
  }

  private DescribeOptions options() {
    DescribeOptions options =
        DescribeOptions.defaults().withListener(new Lines(spec.commandLine().getErr()));
    if (answers != null) {
      DescribeOptions all = options;
      options = OptionValue.of("--answers", () -> all.withAnswers(answers));
    }
    if (parallel != null) {
      DescribeOptions all = options;
      options = OptionValue.of("--parallel", () -> all.withParallelRequests(parallel));
    }
    return options;
  }

  private ChatModel model() {
    if (timeout < 1) {
      throw new IllegalArgumentException("--timeout: expected 1 or more, found " + timeout);
    }
    requireUrl();
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .baseUrl(baseUrl)
            .modelName(chatModel)
            .timeout(Duration.ofSeconds(timeout))
            // The describer sends requests again.
            .maxRetries(0);
    if (temperature != null) {
      builder.temperature(temperature);
    }
    if (maxTokens != null) {
      builder.maxTokens(maxTokens);
    }
    if (apiKeyVariable != null) {
      builder.apiKey(key());
    }
    return builder.build();
  }

  private void requireUrl() {
    try {
      URI url = new URI(baseUrl);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Said below, together with other schemes.
    }
    throw new IllegalArgumentException(
        "--base-url: expected http:// or https:// and a host, found " + baseUrl);
  }

  private String key() {
    String key = System.getenv(apiKeyVariable);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "--api-key-env: expected an environment variable with a key, found %s of the name %s"
              .formatted(key == null ? "none" : "a blank one", apiKeyVariable));
    }
    return key.strip();
  }

  /** Progress on a terminal, or a line a tag in a log. */
  private static final class Lines implements DescribeListener {
    private final PrintWriter err;
    private final ProgressLine progress;

    Lines(PrintWriter err) {
      this.err = err;
      this.progress = new ProgressLine(err);
    }

    @Override
    public void answered(long answers, long of) {
      progress.at("describing", answers, of);
    }

    @Override
    public void described(String name) {
      if (!Terminal.isWatched()) {
        err.println("described: " + TerminalView.safe(name));
      }
    }

    @Override
    public void retrying(String reason, Duration wait) {
      err.printf(
          "%sagain in %.0f s: %s%n",
          Terminal.isWatched() ? System.lineSeparator() : "",
          wait.toMillis() / 1000.0,
          TerminalView.safe(reason));
    }
  }
}
