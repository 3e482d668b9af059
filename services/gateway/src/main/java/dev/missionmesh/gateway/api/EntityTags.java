package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.Expectation;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Preconditions;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Revisions as strong entity tags: {@code ETag}, {@code If-Match}, {@code If-None-Match} (RFC 9110,
 * section 13).
 */
final class EntityTags {
  private static final String ANY = "*";
  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(,|$)");

  /** An answer with its tag, or 304 if the caller has this revision. */
  static Response answer(Request request, long revision, Object entity) {
    return Preconditions.answer(
        request, new EntityTag(Long.toString(revision)), Response.ok(entity));
  }

  /** What the caller expects; fails with {@code precondition-required} if he does not say. */
  static Expectation required(HttpHeaders headers) {
    if (headers.getRequestHeader(HttpHeaders.IF_MATCH).isEmpty()) {
      throw new ProblemException(
          Problem.PRECONDITION_REQUIRED,
          "Fetch it, and send its ETag back with the change.",
          FieldError.header(HttpHeaders.IF_MATCH, "is required"));
    }
    return optional(headers);
  }

  /** What the caller expects; anything if he does not say. */
  static Expectation optional(HttpHeaders headers) {
    List<String> said = headers.getRequestHeader(HttpHeaders.IF_MATCH);
    if (said.isEmpty() || said.equals(List.of(ANY))) {
      return Expectation.NONE;
    }
    Set<String> strong = strong(String.join(",", said));
    return new Expectation(revision -> strong.contains(Long.toString(revision)));
  }

  /** The tags of a list that are not weak, which match nothing here. */
  private static Set<String> strong(String list) {
    Set<String> strong = new HashSet<>();
    Matcher tag = TAG.matcher(list);
    boolean more = true;
    while (more && tag.lookingAt()) {
      if (tag.group(1) == null) {
        strong.add(tag.group(2));
      }
      more = !tag.group(3).isEmpty();
      tag.region(tag.end(), tag.regionEnd());
    }
    if (more) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "The condition is not valid.",
          FieldError.header(HttpHeaders.IF_MATCH, "must be entity tags in quotation marks, or *"));
    }
    return strong;
  }

  private EntityTags() {}
}
