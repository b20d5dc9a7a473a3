/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.ListProjectsRequest;
import dev.tracehub.v1.ListProjectsResponse;
import dev.tracehub.v1.Project;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Cuts the list of projects into pages. A token is the id of the last project of its page. */
final class ProjectPages {

  private ProjectPages() {}

  /**
   * A page of projects.
   *
   * @param all by id
   */
  static ListProjectsResponse page(List<Project> all, ListProjectsRequest request) {
    int size = KeyRequests.pageSize(request.getPageSize());
    String after = lastId(request.getPageToken());
    List<Project> rest =
        all.stream().filter(project -> project.getProjectId().compareTo(after) > 0).toList();
    ListProjectsResponse.Builder page = ListProjectsResponse.newBuilder();
    if (rest.size() <= size) {
      return page.addAllProjects(rest).build();
    }
    String last = rest.get(size - 1).getProjectId();
    return page.addAllProjects(rest.subList(0, size)).setNextPageToken(token(last)).build();
  }

  private static String token(String lastId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(lastId.getBytes(StandardCharsets.UTF_8));
  }

  private static String lastId(String token) {
    if (token.isEmpty()) {
      return "";
    }
    try {
      String id = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (ProjectIds.isValid(id)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below, together with tokens that decode to no id.
    }
    throw Failures.invalid(
        "page_token", "INVALID_TOKEN", "unknown (expected: next_page_token of an earlier answer)");
  }
}
