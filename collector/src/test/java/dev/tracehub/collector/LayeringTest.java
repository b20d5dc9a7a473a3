/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the packages of the collector, and between it and the world. */
class LayeringTest {

  private static final String ROOT = "dev.tracehub.collector.";

  private static final JavaClasses COLLECTOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tracehub.collector");

  @Test
  void collector_knowsNoStore() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tracehub.storage.*..", "dev.tracehub.client..")
            .because("stores are found through ServiceLoader, and clients are on the other side"));
  }

  @Test
  void packages_haveNoCycles() {
    check(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
  }

  /** What everything else stands on must not know what stands on it. */
  @ParameterizedTest
  @ValueSource(strings = {"journal", "errors", "filter", "flow"})
  void foundation_dependsOnNoOtherPackage(String name) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + name + "..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.tracehub.collector..")
                    .and(resideOutsideOfPackage(ROOT + name + "..")))
            .because("it would turn the arrows around"));
  }

  /** Answers do not depend on how data came in, and the other way round. */
  @ParameterizedTest
  @CsvSource({
    "query, ingest", "query, journal", "query, drain", "tail, query", "tail, ingest",
    "tail, drain", "ingest, query", "ingest, drain", "drain, ingest", "drain, query",
    "drain, tail", "auth, query", "auth, ingest", "auth, journal"
  })
  void package_doesNotKnow(String name, String other) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + name + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + other + ".."));
  }

  /** A library that one package wraps stays inside it, so that it can be replaced there. */
  @ParameterizedTest
  @CsvSource({
    "dev.cel.., filter",
    "org.eclipse.jetty.., http",
    "picocli.., cli",
    "me.tongfei.progressbar.., cli"
  })
  void library_staysInItsPackage(String library, String home) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + home + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void transports_areTheOutermostPackages() {
    for (String transport : List.of("http", "cli")) {
      check(
          noClasses()
              .that()
              .resideInAnyPackage(
                  ROOT + "query..",
                  ROOT + "tail..",
                  ROOT + "ingest..",
                  ROOT + "drain..",
                  ROOT + "journal..",
                  ROOT + "auth..",
                  ROOT + "admin..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(ROOT + transport + ".."));
    }
  }

  @Test
  void publicClasses_areFinalOrAbstract() {
    check(
        classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .haveModifier(JavaModifier.ABSTRACT)
            .because("nothing here is made to be extended"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(COLLECTOR);
  }
}
