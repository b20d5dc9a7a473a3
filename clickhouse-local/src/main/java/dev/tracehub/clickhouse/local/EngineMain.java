/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process that hosts the engine's library: the first argument is its file, the others are those
 * of {@code clickhouse local}. It ends when the engine's queries do, with 0, or with 1 after an
 * error. A process of its own, because the engine takes over signals, threads and memory.
 */
final class EngineMain {

  /** How long an engine whose parent has died may take to end by itself. */
  private static final long ORPHAN_SECONDS = 30;

  private EngineMain() {}

  public static void main(String[] args) {
    endAfterParent();
    NativeLibrary library = NativeLibrary.getInstance(args[0]);
    String[] argv = Arrays.copyOfRange(args, 1, args.length);
    Pointer result =
        library
            .getFunction("chdb_query_cmdline")
            .invokePointer(new Object[] {argv.length + 1, argv(argv)});
    // Not System.exit: the engine has ended and its library must not be unloaded.
    Runtime.getRuntime().halt(report(library, result));
  }

  private static StringArray argv(String[] arguments) {
    String[] argv = new String[arguments.length + 1];
    argv[0] = "clickhouse";
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return new StringArray(argv);
  }

  private static int report(NativeLibrary library, Pointer result) {
    if (Pointer.nativeValue(result) == 0) {
      System.err.println("the engine gave no result");
      return 1;
    }
    Function error = library.getFunction("chdb_result_error");
    String message = error.invokeString(new Object[] {result}, false);
    if (message != null) {
      System.err.println(message);
    }
    return message == null ? 0 : 1;
  }

  /** The engine ends when its standard input does; this is for one that hangs over a query. */
  private static void endAfterParent() {
    Thread watch = new Thread(EngineMain::awaitParent, "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitParent() {
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
    CompletableFuture.delayedExecutor(ORPHAN_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
  }
}
