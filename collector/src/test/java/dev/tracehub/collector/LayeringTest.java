/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages of the collector, and between it and the world. */
class LayeringTest {

  private static final String ROOT = "dev.tracehub.collector";

  /**
   * What each package may know of the others. The assembly in the root package and the command line
   * know all of them, and none of them knows these two.
   */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("amendment", List.of()),
          entry("effective", List.of("flow")),
          entry("errors", List.of()),
          entry("estimate", List.of("effective")),
          entry("flow", List.of()),
          entry("filter", List.of()),
          entry("graph", List.of()),
          entry("journal", List.of()),
          entry("ledger", List.of()),
          entry("pricing", List.of("errors", "flow")),
          entry("sampling", List.of("effective", "filter")),
          entry("usage", List.of()),
          entry("wire", List.of("amendment")),
          entry("tls", List.of()),
          entry("config", List.of("journal", "tls")),
          entry("json", List.of("errors")),
          entry("audit", List.of()),
          entry("auth", List.of("audit", "effective", "errors", "masking", "sampling")),
          entry("lifecycle", List.of("auth", "drain")),
          entry("masking", List.of("wire")),
          entry("dialect", List.of("estimate", "pricing", "usage")),
          entry("signal", List.of("dialect")),
          entry("ingest", List.of("errors", "journal", "masking", "wire")),
          entry("drain", List.of("dialect", "journal", "ledger", "sampling", "signal")),
          entry("tail", List.of("errors", "flow")),
          entry(
              "query",
              List.of("amendment", "auth", "dialect", "errors", "filter", "flow", "graph", "tail")),
          entry("admin", List.of("auth", "errors")),
          entry("costs", List.of("auth", "errors", "filter", "pricing")),
          entry("grpc", List.of("auth", "errors", "ingest", "wire")),
          entry("http", List.of("auth", "errors", "ingest", "json", "tls")));

  private static final JavaClasses COLLECTOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

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
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void everyPackage_isInTheTable() {
    Set<String> expected = new TreeSet<>(ARROWS.keySet());
    expected.add("cli");

    assertThat(packages()).isSubsetOf(expected);
  }

  private static Set<String> packages() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : COLLECTOR) {
      String name = type.getPackageName();
      if (name.startsWith(ROOT + ".")) {
        packages.add(name.substring(ROOT.length() + 1).split("\\.")[0]);
      }
    }
    return packages;
  }

  static Stream<String> tabled() {
    return ARROWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("tabled")
  void package_knowsWhatItMay(String name) {
    String[] known =
        Stream.concat(Stream.of(name), ARROWS.get(name).stream())
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> unknown =
        resideInAPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(known)));

    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + name + "..")
            .should()
            .dependOnClassesThat(unknown)
            .because(name + " may know only " + ARROWS.get(name)));
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
            .resideOutsideOfPackage(ROOT + "." + home + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
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
