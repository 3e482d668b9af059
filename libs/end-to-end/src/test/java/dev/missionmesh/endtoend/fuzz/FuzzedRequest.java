package dev.missionmesh.endtoend.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A request under construction, down to its bytes: also such as no client library would send. */
final class FuzzedRequest {
  final ApiOperation operation;
  String method;
  String path;
  String flavour = "valid";
  byte[] body;

  /** True if HTTP itself is broken, so that the server may refuse it before any of the product's code. */
  boolean belowHttp;

  /** True if the body is announced to be longer than it is; no answer need come. */
  boolean cutOff;

  final List<String> query = new ArrayList<>();
  final List<String[]> headers = new ArrayList<>();
  String rawFraming;

  FuzzedRequest(ApiOperation operation) {
    this.operation = operation;
    this.method = operation.method();
    this.path = operation.path();
  }

  FuzzedRequest as(String flavour) {
    this.flavour = flavour;
    return this;
  }

  void header(String name, String value) {
    headers.add(new String[] {name, value});
  }

  void replaceHeader(String name, String value) {
    headers.removeIf(h -> h[0].equalsIgnoreCase(name));
    if (value != null) header(name, value);
  }

  void removeParameter(String name) {
    query.removeIf(q -> q.startsWith(name + "="));
  }

  /** True if the server may refuse and close before all is sent, so that its answer can get lost on the way. */
  boolean isLong() {
    return body != null && body.length > 60_000;
  }

  String target() {
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  byte[] bytes(String host) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach(h -> head.append(h[0]).append(": ").append(h[1]).append("\r\n"));
    if (rawFraming != null) {
      head.append(rawFraming).append("\r\n");
    } else if (body != null) {
      head.append("Content-Length: ").append(body.length + (cutOff ? 17 : 0)).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (body != null) out.writeBytes(body);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    String said = headers.stream()
        .filter(h -> !h[0].equalsIgnoreCase("Authorization"))
        .map(h -> h[0] + ": " + shown(h[1]))
        .collect(Collectors.joining(", "));
    String text = body == null ? "" : shown(new String(body, StandardCharsets.UTF_8));
    return "%s [%s] %s %s {%s} %s".formatted(operation.id(), flavour, method, shown(target()), said, text);
  }

  private static String shown(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")";
  }
}
