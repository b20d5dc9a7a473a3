/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static final JavaClasses CLIENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tracehub.client");

  @Test
  void client_knowsTheWireAndNothingBehindIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tracehub.collector..", "dev.tracehub.storage..")
        .check(CLIENT);
  }

  @Test
  void packages_pointInOneDirection() {
    slices().matching("dev.tracehub.(client..)").should().beFreeOfCycles().check(CLIENT);
  }

  @Test
  void transport_knowsNothingOfDelivery() {
    noClasses()
        .that()
        .resideInAPackage("dev.tracehub.client.transport")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tracehub.client", "dev.tracehub.client.delivery..")
        .check(CLIENT);
  }

  @Test
  void spool_knowsNothingOfWhatItKeeps() {
    noClasses()
        .that()
        .resideInAPackage("dev.tracehub.client.spool")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tracehub.client",
            "dev.tracehub.client.delivery..",
            "dev.tracehub.client.transport..",
            "dev.tracehub.v1..",
            "com.google.protobuf..",
            "io.grpc..")
        .check(CLIENT);
  }

  @Test
  void shadedNetty_staysInTheEndpoint() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Endpoint")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.grpc.netty..")
        .check(CLIENT);
  }

  /**
   * So that the client runs where reflection is closed off, as in native images. Two classes may:
   * one looks whether OpenTelemetry is there, one reads what LangChain4j's annotations are on.
   */
  @Test
  void client_usesNoReflection() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ForeignContext")
        .and()
        .doNotHaveSimpleName("LangChain4jTracing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect..", "sun..", "jdk.internal..")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.ServiceLoader")
        .check(CLIENT);
  }

  /** They look their field up by its name, once. */
  @Test
  void fieldUpdaters_stayInTheQueue() {
    noClasses()
        .that()
        .doNotHaveSimpleName("RecordQueue")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.atomic\\.Atomic.*FieldUpdater")
        .check(CLIENT);
  }

  /** What may be absent is touched only by classes that are loaded on demand. */
  @Test
  void optionalDependencies_stayWhereTheyAreOptional() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tracehub.client.micrometer", "dev.tracehub.client.springai")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.otel")
        .and()
        .doNotHaveSimpleName("OpenTelemetryContext")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.langchain4j")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.springai")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.langgraph4j")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bsc..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.openai")
        .and()
        .haveNameNotMatching(".*springai\\.OpenAiTokens")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.openai..", "okhttp3..", "okio..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tracehub.client.anthropic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.anthropic..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.tracehub.client.genai.http",
            "dev.tracehub.client.openai",
            "dev.tracehub.client.anthropic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(CLIENT);
  }

  @Test
  void client_reflectsOnNothing() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tracehub.client.genai..",
            "dev.tracehub.client.openai",
            "dev.tracehub.client.anthropic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect")
        .check(CLIENT);
  }

  /** LangChain4j's providers are modules of their own, of which an application has one or two. */
  @Test
  void providersOfLangChain4j_areTouchedByOneClassEach() {
    noClasses()
        .that()
        .doNotHaveSimpleName("OpenAiTokens")
        .and()
        .doNotHaveSimpleName("AnthropicTokens")
        .and()
        .doNotHaveSimpleName("GeminiTokens")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.langchain4j.model.openai..",
            "dev.langchain4j.model.anthropic..",
            "dev.langchain4j.model.googleai..")
        .check(CLIENT);
  }

  /** So are what Spring AI puts around its models, and the providers' own clients. */
  @Test
  void modulesOfSpringAi_areTouchedByClassesOfTheirOwn() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ChatClientCalls")
        .and()
        .doNotHaveSimpleName("AdvisorCalls")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.ai.chat.client..")
        .check(CLIENT);
    noClasses()
        .that()
        .doNotHaveSimpleName("VectorStoreCalls")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.ai.vectorstore..")
        .check(CLIENT);
    noClasses()
        .that()
        .resideInAPackage("dev.tracehub.client.springai")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.ai.openai..")
        .check(CLIENT);
  }
}
