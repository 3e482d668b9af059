package dev.missionmesh.secrets;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps what a caller may have put into an address out of traces: no query at all, and of a path only plain words and UUIDs. The
 * rest of a span says nothing of a caller's making.
 */
@Singleton
class QuietSpans implements SpanProcessor {
  static final String HIDDEN = "*";

  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
  private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
  private static final Pattern PLAIN =
      Pattern.compile("|v1|[a-z]{1,20}(-[a-z]{1,20})?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    String path = span.getAttribute(PATH);
    if (path != null) {
      span.setAttribute(PATH, plain(path));
    }
    if (span.getAttribute(QUERY) != null) {
      span.setAttribute(QUERY, HIDDEN);
    }
    if (span.getAttribute(FULL) != null) {
      span.setAttribute(FULL, HIDDEN);
    }
  }

  static String plain(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> PLAIN.matcher(segment).matches() ? segment : HIDDEN)
        .collect(Collectors.joining("/"));
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
