package dev.missionmesh.searchindexer.api;

import dev.missionmesh.searchindexer.domain.SearchQuery;
import dev.missionmesh.searchindexer.domain.SearchQuery.After;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cursors: where a page ended, bound by a hash to the tenant and the query they came from, so that one cannot be used for another. They
 * carry no authority: the tenant always comes from the token.
 */
final class Cursors {
  private static final int HASH = 12;
  private static final int LONGEST = 1000;

  /** Cursor of the page after; null at the end. */
  static String after(SearchQuery query, After next) {
    if (next == null) {
      return null;
    }
    return text(binding(query), next.score(), next.key());
  }

  /** The query, to be continued where the cursor says. */
  static SearchQuery resume(SearchQuery query, String cursor) {
    if (cursor == null) {
      return query;
    }
    After after = read(binding(query), query.tenant(), cursor);
    return new SearchQuery(
        query.tenant(),
        query.text(),
        query.states(),
        query.labels(),
        query.name(),
        query.limit(),
        after);
  }

  static String documents(String tenant, String lastKey) {
    return text(binding(tenant, "documents"), 0, lastKey);
  }

  static String documentsAfter(String tenant, String cursor) {
    return cursor == null ? null : read(binding(tenant, "documents"), tenant, cursor).key();
  }

  private static String text(byte[] binding, float score, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HASH + Float.BYTES + name.length);
    bytes.put(binding).putFloat(score).put(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static After read(byte[] binding, String tenant, String cursor) {
    try {
      byte[] bytes = cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
      if (bytes.length > HASH + Float.BYTES && startsWith(bytes, binding)) {
        float score = ByteBuffer.wrap(bytes).getFloat(HASH);
        int from = HASH + Float.BYTES;
        String key = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        if (Float.isFinite(score) && key.startsWith(tenant + "/")) {
          return new After(score, key);
        }
      }
    } catch (IllegalArgumentException e) {
      // answered below, like any other cursor that was not made here
    }
    throw SearchParameters.invalid("cursor", "is not a cursor of this search");
  }

  private static boolean startsWith(byte[] bytes, byte[] binding) {
    return MessageDigest.isEqual(Arrays.copyOf(bytes, HASH), binding);
  }

  private static byte[] binding(SearchQuery query) {
    return binding(
        query.tenant(),
        query.text(),
        new TreeSet<>(query.states()).toString(),
        new TreeMap<>(query.labels()).toString(),
        String.valueOf(query.name()));
  }

  private static byte[] binding(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
      }
      return Arrays.copyOf(digest.digest(), HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cursors() {}
}
