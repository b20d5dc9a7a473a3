/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.v1.ClientStatus;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps account of what each client sent and lost. Holds the clients heard of most recently.
 * Thread-safe.
 */
public final class ClientLedger {

  private record Client(String project, String clientId) {}

  private final Cache<Client, ClientAccount> accounts;

  /**
   * @param mostClients clients to remember
   */
  ClientLedger(int mostClients) {
    accounts = Caffeine.newBuilder().maximumSize(mostClients).executor(Runnable::run).build();
  }

  void book(String project, BatchHeader header, long nanos) {
    account(project, header).book(header, nanos, false);
  }

  void recover(String project, BatchHeader header, long nanos) {
    account(project, header).book(header, nanos, true);
  }

  void seen(String project, BatchHeader header, long nanos) {
    account(project, header).seen(nanos);
  }

  private ClientAccount account(String project, BatchHeader header) {
    return accounts.get(new Client(project, header.clientId()), client -> new ClientAccount());
  }

  /** The clients of a project, by id. */
  public List<ClientStatus> clients(String project) {
    return accounts.asMap().entrySet().stream()
        .filter(entry -> entry.getKey().project().equals(project))
        .map(entry -> entry.getValue().status(project, entry.getKey().clientId()))
        .sorted(Comparator.comparing(ClientStatus::getClientId))
        .toList();
  }
}
