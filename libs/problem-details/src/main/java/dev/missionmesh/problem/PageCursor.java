package dev.missionmesh.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Opaque marks of where the next page of a list begins, bound by a hash to the list they came from: its name, tenant and filters. They
 * carry no authority; what a caller may see is decided again for each page.
 */
public final class PageCursor {
  private static final int HASH = 12;
  private static final int LONGEST = 1000;

  private final byte[] binding;

  private PageCursor(byte[] binding) {
    this.binding = binding;
  }

  /** Cursors of one list, named by all that decides what is in it; null parts are told from empty ones. */
  public static PageCursor of(String list, String... filters) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, list);
      for (String filter : filters) {
        add(digest, filter);
      }
      return new PageCursor(Arrays.copyOf(digest.digest(), HASH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part == null ? -1 : bytes.length));
    digest.update(bytes);
  }

  /** The cursor after an entry, given by what the list is ordered by. */
  public String after(String place) {
    byte[] key = place.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(binding, HASH + key.length);
    System.arraycopy(key, 0, bytes, HASH, key.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The place that {@link #after} was given; null for null.
   *
   * @throws ProblemException naming the parameter {@code cursor} if it was not made for this list
   */
  public @Nullable String place(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] bytes = cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
      if (bytes.length > HASH && MessageDigest.isEqual(Arrays.copyOf(bytes, HASH), binding)) {
        return new String(bytes, HASH, bytes.length - HASH, StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // answered below, like any other cursor that was not made here
    }
    throw refused();
  }

  /** What answers a cursor that was not made for this list. */
  public static ProblemException refused() {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "A parameter is not valid.",
        FieldError.parameter("cursor", "is not a cursor that was given out here"));
  }
}
