/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.Document;
import dev.tracehub.v1.Project;

/** Projects as the store holds them: the body is the {@code tracehub.v1.Project}. */
final class StoredProject {

  static final String KIND = "project";

  private StoredProject() {}

  static Project of(Document document) {
    try {
      return Project.parseFrom(document.body());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(KIND + " " + document.id() + ": cannot be read", e);
    }
  }

  /** The document with a changed project, to be written over the version that was read. */
  static Document changed(Document held, Project project) {
    return new Document(KIND, held.id(), held.version(), project.toByteString());
  }

  /** A document that is only written when there is no such project. */
  static Document created(Project project) {
    return new Document(KIND, project.getProjectId(), 0, project.toByteString());
  }
}
