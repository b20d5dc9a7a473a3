/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.audit.AuditLog;
import dev.tracehub.collector.audit.Change;
import dev.tracehub.collector.audit.Subject;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.Retention;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.TailSamplingChange;
import dev.tracehub.v1.UsageEstimationChange;
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
  private final AuditLog audit;
  private final Shelf keys;
  private final Shelf projects;

  /**
   * The projects in a store.
   *
   * @param executor where callers go on after the store was asked
   * @param ticker measures the age of what is cached
   */
  public ProjectRegistry(RecordStore records, Executor executor, Ticker ticker) {
    this.records = records;
    this.audit = new AuditLog(records);
    this.keys =
        new Shelf(
            "key",
            new DocumentCache(records, StoredKey.KIND, executor, ticker),
            document -> StoredKey.of(document).key(),
            document -> StoredKey.of(document).key().getProjectId());
    this.projects =
        new Shelf(
            "project",
            new DocumentCache(records, StoredProject.KIND, executor, ticker),
            StoredProject::of,
            Document::id);
  }

  /** Who changed what. */
  AuditLog audit() {
    return audit;
  }

  /** Creates the project unless there is one with its id; completes with whether it did. */
  public CompletionStage<Boolean> createProject(Project project, Change by) {
    return put(projects, Optional.empty(), StoredProject.created(project), by)
        .thenApply(Optional::isPresent);
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
    Change by = new Change(Change.COLLECTOR, "CreateProject", clock.instant());
    findProject(AuthSettings.DEFAULT_PROJECT)
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedStage(false)
                    : createProject(project, by))
        .exceptionally(
            error -> {
              LOG.warn("project {}: cannot be created", AuthSettings.DEFAULT_PROJECT, error);
              return false;
            });
  }

  /** The project, at most {@link DocumentCache#FRESH} old. */
  CompletionStage<Optional<Project>> findProject(String projectId) {
    return projects.cache().get(projectId).thenApply(found -> found.map(StoredProject::of));
  }

  /** All projects by id. */
  CompletionStage<List<Project>> listProjects() {
    return records
        .list(StoredProject.KIND)
        .thenApply(all -> all.stream().map(StoredProject::of).toList());
  }

  /** The key, at most {@link DocumentCache#FRESH} old. */
  CompletionStage<Optional<StoredKey>> findKey(String keyId) {
    return keys.cache().get(keyId).thenApply(found -> found.map(StoredKey::of));
  }

  /** Keeps a new key; completes with false when its id is taken. */
  CompletionStage<Boolean> createKey(StoredKey key, Change by) {
    return put(keys, Optional.empty(), key.document(), by).thenApply(Optional::isPresent);
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
      String projectId, String keyId, UnaryOperator<ApiKey> change, Change by) {
    return change(
            keys,
            new Place(StoredKey.KIND, keyId),
            document ->
                Optional.of(StoredKey.of(document))
                    .filter(key -> key.key().getProjectId().equals(projectId))
                    .map(key -> key.with(change.apply(key.key())).document()),
            by)
        .thenApply(changed -> changed.map(document -> StoredKey.of(document).key()));
  }

  /** Removes all keys of a project; completes with whether there were any. */
  public CompletionStage<Boolean> removeKeys(String projectId) {
    return listKeys(projectId)
        .thenCompose(
            held -> Stages.all(held.stream().map(key -> removeKey(key.getKeyId())).toList()))
        .thenApply(removed -> !removed.isEmpty());
  }

  private CompletionStage<Boolean> removeKey(String keyId) {
    return records
        .get(StoredKey.KIND, keyId)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedStage(false)
                    : records.delete(StoredKey.KIND, keyId, found.get().version()))
        .whenComplete((removed, failure) -> keys.cache().removed(keyId));
  }

  /**
   * Changes a project as it stands in the store; completes with the changed project, or empty when
   * there is none. What the change throws fails the stage.
   */
  CompletionStage<Optional<Project>> changeProject(
      String projectId, UnaryOperator<Project> change, Change by) {
    return change(
            projects,
            new Place(StoredProject.KIND, projectId),
            document ->
                Optional.of(
                    StoredProject.changed(document, change.apply(StoredProject.of(document)))),
            by)
        .thenApply(changed -> changed.map(StoredProject::of));
  }

  /**
   * Whether the project's data is being or was removed, at most {@link DocumentCache#FRESH} old.
   */
  public CompletionStage<Boolean> isPurged(String projectId) {
    return findProject(projectId)
        .thenApply(found -> found.filter(ProjectStates::isGone).isPresent());
  }

  /**
   * The project that something comes in for, at most {@link DocumentCache#FRESH} old; empty when it
   * is not known. Fails with PERMISSION_DENIED when it takes nothing.
   */
  public CompletionStage<Optional<Project>> receiving(String projectId) {
    return findProject(projectId)
        .thenApply(
            found ->
                found.map(project -> ProjectStates.admitting(project, KeyScope.KEY_SCOPE_INGEST)));
  }

  /** The class of retention that the project picked, at most {@link DocumentCache#FRESH} old. */
  public CompletionStage<Optional<Retention>> retention(String projectId) {
    return findProject(projectId)
        .thenApply(found -> found.flatMap(project -> Retention.ofDays(project.getRetentionDays())));
  }

  /**
   * What is masked in the project's records, at most {@link DocumentCache#FRESH} old; the policy of
   * all defaults when it has none.
   */
  public CompletionStage<MaskingPolicy> masking(String projectId) {
    return findProject(projectId)
        .thenApply(
            found -> found.map(Project::getMasking).orElse(MaskingPolicy.getDefaultInstance()));
  }

  /** What the project's sampling was and will be, as it is in the store now. */
  public CompletionStage<List<TailSamplingChange>> sampling(String projectId) {
    return stored(projectId, Project::getTailSamplingChangesList);
  }

  /** When the project's estimation was and will be on or off, as it is in the store now. */
  public CompletionStage<List<UsageEstimationChange>> estimation(String projectId) {
    return stored(projectId, Project::getUsageEstimationChangesList);
  }

  private <T> CompletionStage<List<T>> stored(String projectId, Function<Project, List<T>> part) {
    return records
        .get(StoredProject.KIND, projectId)
        .thenApply(found -> found.map(StoredProject::of).map(part).orElse(List.of()));
  }

  private CompletionStage<Optional<Document>> change(
      Shelf shelf, Place place, Function<Document, Optional<Document>> change, Change by) {
    return change(shelf, place, change, by, MAX_ATTEMPTS);
  }

  /** Another writer may be faster: then the change is made again to what that one wrote. */
  private CompletionStage<Optional<Document>> change(
      Shelf shelf,
      Place place,
      Function<Document, Optional<Document>> change,
      Change by,
      int attempts) {
    return records
        .get(place.kind(), place.id())
        .thenCompose(
            held -> {
              Optional<Document> changed = held.flatMap(change);
              if (changed.isEmpty() || changed.equals(held)) {
                return CompletableFuture.completedStage(changed);
              }
              return put(shelf, held, changed.get(), by)
                  .thenCompose(
                      written ->
                          written.isPresent()
                              ? CompletableFuture.completedStage(written)
                              : again(shelf, place, change, by, attempts));
            });
  }

  private CompletionStage<Optional<Document>> again(
      Shelf shelf,
      Place place,
      Function<Document, Optional<Document>> change,
      Change by,
      int attempts) {
    if (attempts <= 1) {
      throw Refusals.busy(place.kind(), place.id());
    }
    return change(shelf, place, change, by, attempts - 1);
  }

  /** Empty when another version is held. */
  private CompletionStage<Optional<Document>> put(
      Shelf shelf, Optional<Document> held, Document document, Change by) {
    return audit
        .around(
            by,
            new Subject(shelf.project().apply(document), shelf.name(), document.id()),
            held.map(shelf.view()).orElse(null),
            shelf.view().apply(document),
            () -> records.put(document))
        .thenApply(
            written -> {
              written.ifPresent(shelf.cache()::written);
              return written;
            });
  }

  /** Where a document is. */
  private record Place(String kind, String id) {}

  /**
   * Documents of a kind.
   *
   * @param name what each is, for the audit log
   * @param view what the audit log shows of each: nothing secret
   * @param project whose it is
   */
  private record Shelf(
      String name,
      DocumentCache cache,
      Function<Document, Message> view,
      Function<Document, String> project) {}
}
