/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a folder. */
class TakeoverTest {

  private static final int ORPHANS = 40;

  @TempDir private Path temp;

  private final List<Child> children = new ArrayList<>();

  @AfterEach
  void kill() {
    children.forEach(Child::kill);
  }

  @Test
  void twoProcesses_takeEachOrphanOverExactlyOnce() throws IOException {
    for (int i = 0; i < ORPHANS; i++) {
      SpoolFixture owner = SpoolFixture.in(temp);
      owner.append("orphan " + i);
      owner.close();
    }
    Child one = start();
    Child two = start();
    one.go();
    two.go();

    List<String> taken = new ArrayList<>(one.taken());
    taken.addAll(two.taken());

    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, ORPHANS).mapToObj(i -> "orphan " + i).toList());
  }

  @Test
  void processThatLives_keepsItsFiles_andKilledLosesThemToOneOther() throws IOException {
    Child owner = start("precious");
    SpoolFixture other = SpoolFixture.in(temp).tended();
    assertThat(other.texts()).isEmpty();

    owner.kill();
    other.spool.tend(FileSpool.SCAN_INTERVAL);

    assertThat(other.texts()).containsExactly("precious");
    Child late = start();
    late.go();
    assertThat(late.taken()).isEmpty();
    other.close();
  }

  @Test
  void lockThatIsRemovedUnderItsOwner_movesTheFilesAndCopiesNothing() throws IOException {
    Child owner = start("precious");
    removeLocks();
    SpoolFixture other = SpoolFixture.in(temp).tended();

    assertThat(other.texts()).containsExactly("precious");
    owner.go();
    assertThat(owner.taken()).doesNotContain("precious");
    other.close();
  }

  @Test
  void lockThatIsRemovedUnderWhoTookOver_movesTheFilesAndCopiesNothing() throws IOException {
    start("precious").kill();
    SpoolFixture other = SpoolFixture.in(temp).tended();
    removeLocks();
    Child late = start();
    late.go();

    assertThat(late.taken()).containsExactly("precious");
    assertThat(other.texts()).isEmpty();
    other.close();
    assertThat(SpoolFixture.files(temp)).as("the lock of another stays").hasSize(2);
  }

  private void removeLocks() throws IOException {
    for (Path file : SpoolFixture.files(temp)) {
      if (file.toString().endsWith(".lock")) {
        Files.delete(file);
      }
    }
  }

  private Child start(String... texts) throws IOException {
    Child child = Child.start(temp, texts);
    children.add(child);
    return child;
  }

  private record Child(Process process, BufferedReader output) {

    static Child start(Path folder, String... texts) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(TakeoverProcess.class.getName(), folder.toString()));
      command.addAll(List.of(texts));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Child child = new Child(process, process.inputReader());
      assertThat(child.output.readLine()).isEqualTo("ready");
      return child;
    }

    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    List<String> taken() throws IOException {
      List<String> taken = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals("done")) {
          return taken;
        }
        taken.add(line);
      }
      throw new IOException("the process ended");
    }

    void kill() {
      process.destroyForcibly().onExit().join();
    }
  }
}
