package dev.missionmesh.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;

/** Collects what the mesh gives page by page. */
public final class Pages {
  private static final int LARGEST_PAGE = 200;

  private Pages() {}

  /** All there is of a list. */
  public static JsonNode all(MeshClient client, Query query) {
    return collect(client, query, Integer.MAX_VALUE);
  }

  /**
   * {@code {"items": […], "nextCursor": …}} with up to {@code limit} items; the cursor is null at
   * the end.
   */
  public static JsonNode collect(MeshClient client, Query query, int limit) {
    if (limit < 1) throw Failure.usage("--limit must be positive, was " + limit, null);
    ObjectNode all = Documents.object();
    ArrayNode items = all.putArray("items");
    String cursor = null;
    do {
      int size = Math.min(LARGEST_PAGE, limit - items.size());
      JsonNode page = client.get(query.copy().add("limit", size).add("cursor", cursor).toString());
      page.path("items").forEach(items::add);
      if (page.has("total")) all.set("total", page.get("total"));
      cursor = Documents.text(page, "nextCursor");
    } while (cursor != null && items.size() < limit);
    return all.put("nextCursor", cursor);
  }
}
