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
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client where none of its optional dependencies is there. */
class OptionalDependenciesTest {

  /** Parts of the names of the archives that are taken away. */
  private static final String[] OPTIONAL = {
    "opentelemetry",
    "micrometer",
    "HdrHistogram",
    "context-propagation",
    "langchain4j",
    "langgraph4j",
    "async-generator",
    "jackson",
    "spring",
    "reactor",
    "reactive-streams",
    "openai",
    "anthropic",
    "okhttp",
    "okio",
    "kotlin"
  };

  /** What an application with Spring AI's models alone does without. */
  private static final String[] MODULES_OF_SPRING_AI = {
    "spring-ai-client-chat",
    "spring-ai-vector-store",
    "spring-ai-openai",
    "openai",
    "anthropic",
    "okhttp",
    "okio",
    "kotlin"
  };

  @Test
  void client_withoutOptionalDependencies_records() throws Exception {
    try (URLClassLoader bare = without(OPTIONAL)) {
      for (String absent :
          List.of(
              "io.opentelemetry.api.trace.Span",
              "io.micrometer.core.instrument.MeterRegistry",
              "io.micrometer.observation.Observation",
              "dev.langchain4j.model.chat.ChatModel",
              "org.bsc.langgraph4j.StateGraph",
              "org.springframework.ai.chat.model.ChatModel",
              "com.openai.client.OpenAIClient",
              "com.anthropic.client.AnthropicClient",
              "com.fasterxml.jackson.databind.JsonNode")) {
        assertThatThrownBy(() -> bare.loadClass(absent)).isInstanceOf(ClassNotFoundException.class);
      }
      assertThat(run(bare, BareRecording.class)).isEqualTo("outer inner");
    }
  }

  @Test
  void springAi_withItsModelsOnly_isRecorded() throws Exception {
    try (URLClassLoader bare = without(MODULES_OF_SPRING_AI)) {
      for (String absent :
          List.of(
              "org.springframework.ai.chat.client.ChatClient",
              "org.springframework.ai.vectorstore.VectorStore",
              "com.openai.models.completions.CompletionUsage")) {
        assertThatThrownBy(() -> bare.loadClass(absent)).isInstanceOf(ClassNotFoundException.class);
      }
      assertThat(run(bare, BareSpringAi.class)).isEqualTo("chat m 12");
    }
  }

  /** What the program says when it runs with these libraries alone. */
  private static Object run(ClassLoader libraries, Class<?> program) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(libraries);
    try {
      Class<?> loaded = libraries.loadClass(program.getName());
      assertThat(loaded.getClassLoader()).isSameAs(libraries);
      return loaded.getMethod("run").invoke(null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URLClassLoader without(String[] archives) {
    return new URLClassLoader(classPath(archives), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] classPath(String[] absent) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                Arrays.stream(absent).noneMatch(Path.of(entry).getFileName().toString()::contains))
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
