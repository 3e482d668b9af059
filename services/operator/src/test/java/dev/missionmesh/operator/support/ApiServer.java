package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The Fabric8 mock with what it lacks and the operator needs: server-side apply (one owner of the
 * whole status, merged metadata, created if absent), and faults.
 */
final class ApiServer extends KubernetesCrudDispatcher {
  static final String AGENT = "missionmesh-operator";

  private final AtomicInteger conflicts = new AtomicInteger();
  volatile Predicate<RecordedRequest> broken = request -> false;

  /** The next writes of a status are answered 409. */
  void conflict(int times) {
    conflicts.set(times);
  }

  int conflictsLeft() {
    return conflicts.get();
  }

  /** Requests of the operator's, as {@code GET /apis/…}. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What a caller who asks is told that he may do, by namespace. */
  volatile JsonNode rules = Serialization.jsonMapper().createArrayNode();

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    if (AGENT.equals(request.getHeader("User-Agent"))) {
      asked.add(request.getMethod() + " " + request.getPath());
    }
    if (request.getPath().endsWith("/selfsubjectrulesreviews")) {
      ObjectNode review = Serialization.unmarshal(request.getUtf8Body(), ObjectNode.class);
      review.putObject("status").set("resourceRules", rules);
      ((ObjectNode) review.get("status")).put("incomplete", false).putArray("nonResourceRules");
      return new MockResponse().setResponseCode(201).setBody(review.toString());
    }
    if (broken.test(request)) {
      return new MockResponse().setResponseCode(500).setBody("{\"kind\":\"Status\",\"code\":500}");
    }
    return super.dispatch(request);
  }

  @Override
  public MockResponse handlePatch(RecordedRequest request) {
    String type = request.getHeader("Content-Type");
    if (type == null || !type.startsWith("application/apply-patch")) {
      return super.handlePatch(request);
    }
    String path = request.getPath().replaceAll("\\?.*", "");
    if (!request.getPath().contains("fieldManager=")) {
      return new MockResponse().setResponseCode(400).setBody("{\"code\":400}");
    }
    JsonNode intent = Serialization.unmarshal(request.getUtf8Body(), JsonNode.class);
    return path.endsWith("/status") ? applyStatus(path, intent) : apply(path, intent);
  }

  private MockResponse applyStatus(String path, JsonNode intent) {
    if (conflicts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return new MockResponse()
          .setResponseCode(409)
          .setBody("{\"kind\":\"Status\",\"code\":409,\"reason\":\"Conflict\"}");
    }
    ArrayNode patch = Serialization.jsonMapper().createArrayNode();
    patch.addObject().put("op", "add").put("path", "/status").set("value", intent.path("status"));
    return super.handlePatch(as(HttpMethod.PATCH, path, "application/json-patch+json", patch));
  }

  private synchronized MockResponse apply(String path, JsonNode intent) {
    MockResponse current = handleGet(path);
    if (current.code() == 404) {
      String collection = path.substring(0, path.lastIndexOf('/'));
      return handleCreate(as(HttpMethod.POST, collection, "application/json", intent));
    }
    JsonNode is =
        Serialization.unmarshal(
            new String(current.getBody().getBytes(), StandardCharsets.UTF_8), JsonNode.class);
    ObjectNode merged = intent.deepCopy();
    JsonNode spec = merged.remove("spec");
    if (spec != null && !spec.equals(is.get("spec"))) {
      // Its merging would add to lists what they are to become.
      ArrayNode patch = Serialization.jsonMapper().createArrayNode();
      patch.addObject().put("op", "add").put("path", "/spec").set("value", spec);
      super.handlePatch(as(HttpMethod.PATCH, path, "application/json-patch+json", patch));
    }
    ObjectNode metadata = (ObjectNode) merged.get("metadata");
    metadata.remove("resourceVersion");
    if (metadata.has("finalizers")) {
      ArrayNode finalizers = (ArrayNode) metadata.get("finalizers");
      for (JsonNode old : is.path("metadata").path("finalizers")) {
        boolean there = false;
        for (JsonNode each : finalizers) there |= each.equals(old);
        if (!there) finalizers.add(old);
      }
    }
    return super.handlePatch(as(HttpMethod.PATCH, path, "application/merge-patch+json", merged));
  }

  private static RecordedRequest as(HttpMethod method, String path, String type, JsonNode body) {
    Headers headers = Headers.builder().add("Content-Type", type).build();
    Buffer buffer = new Buffer(body.toString().getBytes(StandardCharsets.UTF_8));
    return new RecordedRequest("HTTP/1.1", method, path, headers, buffer);
  }

  static boolean writesStatus(RecordedRequest request) {
    return request.getMethod().equals("PATCH")
        && List.of(request.getPath().split("\\?")).getFirst().endsWith("/status");
  }
}
