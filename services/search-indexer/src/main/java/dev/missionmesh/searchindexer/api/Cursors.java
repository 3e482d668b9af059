package dev.missionmesh.searchindexer.api;

import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.searchindexer.domain.SearchQuery.After;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.util.TreeMap;
import java.util.TreeSet;

/** Cursors of a search, which tell the score and the key of a page's last hit, and of the list of documents, which tell the key. */
final class Cursors {
  /** Cursor of the page after; null at the end. */
  static String after(SearchQuery query, After next) {
    return next == null ? null : of(query).after(Float.floatToIntBits(next.score()) + " " + next.key());
  }

  /** The query, to be continued where the cursor says. */
  static SearchQuery resume(SearchQuery query, String cursor) {
    if (cursor == null) {
      return query;
    }
    return new SearchQuery(
        query.tenant(),
        query.text(),
        query.states(),
        query.labels(),
        query.name(),
        query.limit(),
        hit(of(query).place(cursor), query.tenant()));
  }

  static String documents(String tenant, String lastKey) {
    return documents(tenant).after(lastKey);
  }

  static String documentsAfter(String tenant, String cursor) {
    return cursor == null ? null : key(documents(tenant).place(cursor), tenant);
  }

  private static After hit(String place, String tenant) {
    int space = place.indexOf(' ');
    try {
      float score = Float.intBitsToFloat(Integer.parseInt(place.substring(0, Math.max(space, 0))));
      if (Float.isFinite(score)) {
        return new After(score, key(place.substring(space + 1), tenant));
      }
    } catch (NumberFormatException e) {
      // answered below, like any other cursor that was not made here
    }
    throw PageCursor.refused();
  }

  private static String key(String key, String tenant) {
    if (!key.startsWith(tenant + "/")) {
      throw PageCursor.refused();
    }
    return key;
  }

  private static PageCursor of(SearchQuery query) {
    return PageCursor.of(
        "search",
        query.tenant(),
        query.text(),
        new TreeSet<>(query.states()).toString(),
        new TreeMap<>(query.labels()).toString(),
        query.name());
  }

  private static PageCursor documents(String tenant) {
    return PageCursor.of("documents", tenant);
  }

  private Cursors() {}
}
