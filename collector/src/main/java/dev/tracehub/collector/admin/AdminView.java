/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.admin;

import dev.tracehub.v1.ClientStatus;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.GetProjectUseResponse;
import dev.tracehub.v1.MaskedCount;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.UnpricedModel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What AdminService can look at; the assembly of the collector provides it. Thread-safe and cheap.
 */
public interface AdminView {

  /** Where ingest stands. */
  GetIngestStatusResponse status();

  /** The clients of a project by id. */
  List<ClientStatus> clients(String project);

  /** What a project sent. */
  GetProjectUseResponse use(String project);

  /** The dead letters of a project, newest first; of all projects when it is empty. */
  List<DeadLetter> deadLetters(Optional<String> project);

  /**
   * Puts dead letters back into the journal; answers how many.
   *
   * @param project whose; of all projects when it is empty
   * @param ids which of them; all when it is empty
   */
  long replayDeadLetters(Optional<String> project, Collection<String> ids);

  /** The unpriced models of a project, most calls first; of all projects when it is empty. */
  List<UnpricedModel> unpricedModels(Optional<String> project);

  /** What was masked in a project; in all projects when it is empty. */
  List<MaskedCount> masked(Optional<String> project);

  /** Where usage is missing in a project, most calls first; in all projects when it is empty. */
  List<MissingUsage> missingUsage(Optional<String> project);
}
