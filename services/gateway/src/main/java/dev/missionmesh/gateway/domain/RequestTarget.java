package dev.missionmesh.gateway.domain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request in the only spelling that the gateway knows for it. Routing looks at the
 * same text that is sent on, so no second reading of an odd spelling can reach what routing did not
 * see.
 *
 * @param path canonical path: no empty, {@code .} or {@code ..} segments, no parameters, nothing
 *     percent-encoded
 * @param query what stands after the first question mark, as it came, UTF-8 once decoded; null if
 *     there is none
 */
public record RequestTarget(@Nullable String path, @Nullable String query) {

  /**
   * Reads a raw target; empty for one in another than origin form or with a path that has more than
   * one reading.
   */
  public static Optional<RequestTarget> parse(String raw) {
    int mark = raw.indexOf('?');
    String query = mark < 0 ? null : raw.substring(mark + 1);
    String path = decode(mark < 0 ? raw : raw.substring(0, mark));
    boolean sound = path != null && hasPlainSegments(path) && (query == null || isVisible(query) && isUtf8(query));
    return sound ? Optional.of(new RequestTarget(path, query)) : Optional.empty();
  }

  /** The form in which the target is sent on. */
  public @Nullable String text() {
    return query == null ? path : path + "?" + query;
  }

  private static @Nullable String decode(String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return null;
    }
    StringBuilder plain = null;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        if (i + 2 >= path.length()) {
          return null;
        }
        int high = Character.digit(path.charAt(i + 1), 16);
        int low = Character.digit(path.charAt(i + 2), 16);
        // Only what needs no encoding is decoded: a slash, dot or percent sign in disguise is
        // refused.
        if (high < 0 || low < 0 || !isPlain((char) (high * 16 + low))) {
          return null;
        }
        if (plain == null) {
          plain = new StringBuilder(path.length()).append(path, 0, i);
        }
        plain.append((char) (high * 16 + low));
        i += 2;
      } else if (c == '/' || c == '.' || isPlain(c)) {
        if (plain != null) {
          plain.append(c);
        }
      } else {
        return null;
      }
    }
    return plain == null ? path : plain.toString();
  }

  private static boolean isPlain(char c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c == '-'
        || c == '_'
        || c == '~'
        || c == ':'
        || c == '@';
  }

  private static boolean hasPlainSegments(String path) {
    if (path.equals("/")) {
      return true;
    }
    int start = 1;
    for (int i = 1; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        boolean dots = i - start <= 2 && path.substring(start, i).chars().allMatch(c -> c == '.');
        if (dots) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean isVisible(String query) {
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        return false;
      }
    }
    return true;
  }

  /** True if all that is percent-encoded is UTF-8. */
  private static boolean isUtf8(String query) {
    if (query.indexOf('%') < 0) {
      return true;
    }
    ByteBuffer bytes = ByteBuffer.allocate(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '%') {
        if (i + 2 >= query.length()) {
          return false;
        }
        int high = Character.digit(query.charAt(i + 1), 16);
        int low = Character.digit(query.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          return false;
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
