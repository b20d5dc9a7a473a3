/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.admin;

import dev.tracehub.v1.ClientStatus;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.UnpricedModel;
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

  /** The dead letters of a project, newest first; of all projects when it is empty. */
  List<DeadLetter> deadLetters(Optional<String> project);

  /** The unpriced models of a project, most calls first; of all projects when it is empty. */
  List<UnpricedModel> unpricedModels(Optional<String> project);
}
