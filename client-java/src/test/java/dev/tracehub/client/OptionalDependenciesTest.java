/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The client where none of its optional dependencies is there. */
class OptionalDependenciesTest {

  /** Parts of the names of the archives that are taken away. */
  private static final String[] OPTIONAL = {
    "opentelemetry",
    "micrometer",
    "HdrHistogram",
    "langchain4j",
    "jackson",
    "openai",
    "anthropic",
    "okhttp",
    "okio",
    "kotlin"
  };

  @Test
  void client_withoutOptionalDependencies_records() throws Exception {
    try (URLClassLoader bare =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> bare.loadClass("io.opentelemetry.api.trace.Span"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> bare.loadClass("io.micrometer.core.instrument.MeterRegistry"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> bare.loadClass("dev.langchain4j.model.chat.ChatModel"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> bare.loadClass("com.openai.client.OpenAIClient"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> bare.loadClass("com.anthropic.client.AnthropicClient"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> bare.loadClass("com.fasterxml.jackson.databind.JsonNode"))
          .isInstanceOf(ClassNotFoundException.class);
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(bare);
      try {
        Class<?> recording = bare.loadClass(BareRecording.class.getName());
        assertThat(recording.getClassLoader()).isSameAs(bare);
        Object delivered = recording.getMethod("run").invoke(null);
        assertThat(delivered).isEqualTo("outer inner");
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                Arrays.stream(OPTIONAL)
                    .noneMatch(Path.of(entry).getFileName().toString()::contains))
        .map(OptionalDependenciesTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
