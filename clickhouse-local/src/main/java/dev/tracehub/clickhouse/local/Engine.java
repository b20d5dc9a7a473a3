/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import com.sun.jna.Native;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An engine on this machine, ready to run. */
sealed interface Engine {

  /** The command line of a process that runs {@code clickhouse} with the arguments. */
  List<String> command(List<String> arguments);

  /** The program {@code clickhouse}. */
  record Binary(Path program) implements Engine {

    @Override
    public List<String> command(List<String> arguments) {
      List<String> command = new ArrayList<>(List.of(program.toString(), "local"));
      command.addAll(arguments);
      return command;
    }
  }

  /** The engine as a library, run by a JVM of its own. */
  record Library(Path file) implements Engine {

    @Override
    public List<String> command(List<String> arguments) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // The engine takes over signals, on which compiled Java code relies; little of it
                  // runs there, so it is interpreted.
                  "-Xint",
                  "-Xrs",
                  "-Xmx32m",
                  "-XX:+UseSerialGC",
                  "-Djava.awt.headless=true",
                  "-cp",
                  classPath(),
                  EngineMain.class.getName(),
                  file.toString()));
      command.addAll(arguments);
      return command;
    }

    private static String classPath() {
      return Stream.of(EngineMain.class, Native.class)
          .map(Library::home)
          .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
      try {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException("no class path for " + type.getName(), e);
      }
    }
  }
}
