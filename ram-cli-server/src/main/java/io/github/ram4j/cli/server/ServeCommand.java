package io.github.ram4j.cli.server;

import io.github.ram4j.Recognizer;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that serves a model by HTTP, with a page. */
@Command(
    name = "serve",
    description = "Serve a model: a page and an HTTP API on this machine.",
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final int PORT = 8080;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 8080 by default, 0 for a free one.")
  private int port = PORT;

  @Mixin private ModelOptions modelOptions;

  @Override
  public Integer call() throws IOException {
    RamModels.prepareDecoding();
    try (Recognizer recognizer = modelOptions.open(spec.commandLine().getErr());
        RamServer server =
            RamServer.start(ServedModels.of(recognizer), ServerOptions.defaults().withPort(port))) {
      recognizer.warmUp();
      spec.commandLine().getOut().println(server.uri());
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
