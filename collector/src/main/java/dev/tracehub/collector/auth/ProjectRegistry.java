/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.Retention;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.Project;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projects and their keys: in the store, with a cache for what every call asks. Thread-safe;
 * construction does no I/O. Stages fail as the store does.
 */
public final class ProjectRegistry {

  private static final int MAX_ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(ProjectRegistry.class);
  private static final Comparator<ApiKey> OLDEST_FIRST =
      Comparator.comparing(ApiKey::getCreateTime, Timestamps.comparator())
          .thenComparing(ApiKey::getKeyId);

  private final RecordStore records;
  private final DocumentCache keys;
  private final DocumentCache projects;

  /**
   * The projects in a store.
   *
   * @param executor where callers go on after the store was asked
   * @param ticker measures the age of what is cached
   */
  public ProjectRegistry(RecordStore records, Executor executor, Ticker ticker) {
    this.records = records;
    this.keys = new DocumentCache(records, StoredKey.KIND, executor, ticker);
    this.projects = new DocumentCache(records, StoredProject.KIND, executor, ticker);
  }

  /** Creates the project unless there is one with its id; completes with whether it did. */
  public CompletionStage<Boolean> createProject(Project project) {
    return put(projects, StoredProject.created(project)).thenApply(Optional::isPresent);
  }

  /**
   * Creates the project of callers from this machine, if it is not there, for a collector that is
   * open on loopback. A store that fails is logged: spans are taken without it.
   */
  public void createDefaultProject(InstantSource clock) {
    Project project =
        Project.newBuilder()
            .setProjectId(AuthSettings.DEFAULT_PROJECT)
            .setDisplayName("Default")
            .setCreateTime(Timestamps.fromMillis(clock.millis()))
            .build();
    createProject(project)
        .exceptionally(
            error -> {
              LOG.warn("project {}: cannot be created", AuthSettings.DEFAULT_PROJECT, error);
              return false;
            });
  }

  /** The project, at most {@link DocumentCache#FRESH} old. */
  CompletionStage<Optional<Project>> findProject(String projectId) {
    return projects.get(projectId).thenApply(found -> found.map(StoredProject::of));
  }

  /** All projects by id. */
  CompletionStage<List<Project>> listProjects() {
    return records
        .list(StoredProject.KIND)
        .thenApply(all -> all.stream().map(StoredProject::of).toList());
  }

  /** The key, at most {@link DocumentCache#FRESH} old. */
  CompletionStage<Optional<StoredKey>> findKey(String keyId) {
    return keys.get(keyId).thenApply(found -> found.map(StoredKey::of));
  }

  /** Keeps a new key; completes with false when its id is taken. */
  CompletionStage<Boolean> createKey(StoredKey key) {
    return put(keys, key.document()).thenApply(Optional::isPresent);
  }

  /** The keys of a project, oldest first. */
  CompletionStage<List<ApiKey>> listKeys(String projectId) {
    return records
        .list(StoredKey.KIND)
        .thenApply(
            all ->
                all.stream()
                    .map(document -> StoredKey.of(document).key())
                    .filter(key -> key.getProjectId().equals(projectId))
                    .sorted(OLDEST_FIRST)
                    .toList());
  }

  /**
   * Changes a key as it stands in the store; completes with the changed key, or empty when the
   * project has no such key. What the change throws fails the stage.
   */
  CompletionStage<Optional<ApiKey>> changeKey(
      String projectId, String keyId, UnaryOperator<ApiKey> change) {
    return change(
            keys,
            new Place(StoredKey.KIND, keyId),
            document ->
                Optional.of(StoredKey.of(document))
                    .filter(key -> key.key().getProjectId().equals(projectId))
                    .map(key -> key.with(change.apply(key.key())).document()))
        .thenApply(changed -> changed.map(document -> StoredKey.of(document).key()));
  }

  /**
   * Changes a project as it stands in the store; completes with the changed project, or empty when
   * there is none. What the change throws fails the stage.
   */
  CompletionStage<Optional<Project>> changeProject(
      String projectId, UnaryOperator<Project> change) {
    return change(
            projects,
            new Place(StoredProject.KIND, projectId),
            document ->
                Optional.of(
                    StoredProject.changed(document, change.apply(StoredProject.of(document)))))
        .thenApply(changed -> changed.map(StoredProject::of));
  }

  /** The class of retention that the project picked, at most {@link DocumentCache#FRESH} old. */
  public CompletionStage<Optional<Retention>> retention(String projectId) {
    return findProject(projectId)
        .thenApply(found -> found.flatMap(project -> Retention.ofDays(project.getRetentionDays())));
  }

  private CompletionStage<Optional<Document>> change(
      DocumentCache cache, Place place, Function<Document, Optional<Document>> change) {
    return change(cache, place, change, MAX_ATTEMPTS);
  }

  /** Another writer may be faster: then the change is made again to what that one wrote. */
  private CompletionStage<Optional<Document>> change(
      DocumentCache cache,
      Place place,
      Function<Document, Optional<Document>> change,
      int attempts) {
    return records
        .get(place.kind(), place.id())
        .thenApply(found -> found.flatMap(change))
        .thenCompose(
            changed ->
                changed.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : put(cache, changed.get())
                        .thenCompose(
                            written ->
                                written.isPresent()
                                    ? CompletableFuture.completedStage(written)
                                    : again(cache, place, change, attempts)));
  }

  private CompletionStage<Optional<Document>> again(
      DocumentCache cache,
      Place place,
      Function<Document, Optional<Document>> change,
      int attempts) {
    if (attempts <= 1) {
      throw Refusals.busy(place.kind(), place.id());
    }
    return change(cache, place, change, attempts - 1);
  }

  /** Empty when another version is held. */
  private CompletionStage<Optional<Document>> put(DocumentCache cache, Document document) {
    return records
        .put(document)
        .thenApply(
            written -> {
              written.ifPresent(cache::written);
              return written;
            });
  }

  /** Where a document is. */
  private record Place(String kind, String id) {}
}
