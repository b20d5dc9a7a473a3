/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Setting;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code tracehub serve}: the server. Its flags are made from the one list of settings. */
final class ServeCommand implements Callable<Integer> {

  private static final String CONFIG = "--config";
  private static final String PORT_FILE = "--port-file";
  private static final int FATAL = 70;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private ServeCommand() {
    spec.name("serve").mixinStandardHelpOptions(true);
    spec.usageMessage().description("Starts the collector and runs until it is told to stop.");
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(Path.class)
            .paramLabel("FILE")
            .description("A YAML file with settings, one \"name: value\" a line.")
            .build());
    spec.addOption(
        OptionSpec.builder(PORT_FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("Writes the ports to this file when the collector listens, for scripts.")
            .build());
    for (Setting<?> setting : SettingList.all()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .paramLabel("VALUE")
              .description(setting.meaning() + " Default: " + shown(setting) + ".")
              .build());
    }
  }

  static CommandLine create() {
    return new CommandLine(new ServeCommand().spec);
  }

  private static String shown(Setting<?> setting) {
    return setting.defaultText().isEmpty() ? "none" : setting.defaultText();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, String> flags = new LinkedHashMap<>();
    for (Setting<?> setting : SettingList.all()) {
      if (parsed.hasMatchedOption(setting.flag())) {
        flags.put(setting.name(), parsed.matchedOptionValue(setting.flag(), ""));
      }
    }
    Optional<Path> file = Optional.ofNullable(parsed.<Path>matchedOptionValue(CONFIG, null));
    Optional<Path> portFile = Optional.ofNullable(parsed.<Path>matchedOptionValue(PORT_FILE, null));
    run(Settings.read(file, System.getenv(), flags), portFile);
    return CommandLine.ExitCode.OK;
  }

  private static void run(Settings settings, Optional<Path> portFile)
      throws IOException, InterruptedException {
    Collector collector = Collector.start(settings, ServeCommand::die);
    if (portFile.isPresent()) {
      writePorts(collector, portFile.get());
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  collector.close();
                  stopped.countDown();
                },
                "tracehub-shutdown"));
    stopped.await();
  }

  /** Writes to another name first: who waits for the file must not read half of it. */
  private static void writePorts(Collector collector, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(
        unfinished,
        "grpc_port=" + collector.grpcPort() + "\nhttp_port=" + collector.httpPort() + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Ends the process: what was acknowledged is on disk, and a restart begins with recovery. */
  private static void die(Throwable cause) {
    LoggerFactory.getLogger(ServeCommand.class).error("the collector cannot go on", cause);
    Runtime.getRuntime().halt(FATAL);
  }
}
