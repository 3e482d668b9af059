package dev.missionmesh.endtoend.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Ways to spoil what stands before a body: method, path, query, header fields. */
final class Heads {
  private final Expendables things;
  private final Random random;

  Heads(Expendables things, Random random) {
    this.things = things;
    this.random = random;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  void spoilQuery(FuzzedRequest request) {
    var parameters = request.operation.in("query");
    if (parameters.isEmpty() || random.nextInt(6) == 0) {
      String name = Oddities.pick(random, "stat", "Limit", "limit[]", "", "a b", "__proto__", Oddities.text(random));
      request.as("unknown parameter").query.add(encoded(name) + "=" + encoded(Oddities.text(random)));
      return;
    }
    var parameter = parameters.get(random.nextInt(parameters.size()));
    request.removeParameter(parameter.name());
    String value =
        switch (random.nextInt(7)) {
          case 0 -> Oddities.numberText(random);
          case 1 -> Oddities.pick(random, "%00", "%C3%A9", "%F0%9F%9A%80", "+", "%20", "%26", "%3D", "1%0A", "%ED%A0%80", "%ff", "%C0%80");
          case 2 -> "x".repeat(random.nextInt(9000));
          case 3 -> cursor();
          default -> encoded(Oddities.text(random));
        };
    request.as("parameter " + parameter.name()).query.add(parameter.name() + "=" + value);
    if (random.nextInt(8) == 0) request.as("parameter twice").query.add(parameter.name() + "=" + value);
    if (random.nextInt(30) == 0) {
      request.as("broken percent-encoding").query.add(Oddities.pick(random, "%zz", "a=%", "a=%4", "%%"));
      request.belowHttp = true;
    }
  }

  /** Garbage, or a real cursor of this or another list, whole or damaged. */
  private String cursor() {
    byte[] noise = new byte[random.nextInt(60)];
    random.nextBytes(noise);
    String real = things.cursor(random);
    return switch (random.nextInt(4)) {
      case 0 -> Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
      case 1 -> real.substring(0, random.nextInt(real.length()));
      case 2 -> real + "A";
      default -> real;
    };
  }

  void spoilPath(FuzzedRequest request) {
    String odd =
        Oddities.pick(
            random, "0", "%00", "%2e%2e", "..", ".", ";a=b", "%2f", "%5c", "a%20b", "%C3%A9", "'", "*", "null", "undefined", "a".repeat(300), "%252e", "~", "@:@",
            "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "-1", "1e9", "sha256:zz", "batch", "rebuild", "a".repeat(9000));
    boolean variable = request.path.chars().filter(c -> c == '/').count() > 3 && request.operation.path().contains("{");
    request.as("odd path").path =
        variable && random.nextInt(4) > 0
            ? request.operation.path().replaceAll("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(odd))
            : request.path + Oddities.pick(random, "/", "//", "/" + odd, ".json", "?", "#a", "/..", "%20");
  }

  void spoilMethod(FuzzedRequest request) {
    request.as("other method").method =
        Oddities.pick(random, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "X".repeat(100));
  }

  void spoilHeaders(FuzzedRequest request) {
    String odd = Oddities.text(random).replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]|[^\\x00-\\xff]", "?");
    List<Consumer<FuzzedRequest>> ways =
        List.of(
            r -> r.as("Accept").replaceHeader("Accept", Oddities.pick(random, "text/html", "*/*;q=abc", "application/xml", "a", "/", "application/json;q=0", odd)),
            r -> r.as("Content-Type").replaceHeader("Content-Type", Oddities.pick(random, "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=nonsense", "a", "/", "*/*", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json, text/plain", odd)),
            r -> r.as("no Content-Type").replaceHeader("Content-Type", null),
            r -> r.as("Idempotency-Key").replaceHeader("Idempotency-Key", Oddities.pick(random, odd, "k", "k".repeat(256), "a b", "ü")),
            r -> r.as("If-Match").replaceHeader("If-Match", Oddities.pick(random, odd, "\"1", "W/\"1\"", "\"1\",", "*,*", "\"\"")),
            r -> r.as("If-None-Match").replaceHeader("If-None-Match", Oddities.pick(random, odd, "\"x", "W/", "\"a\",\"b\"", "*")),
            r -> r.as("If-Modified-Since").header("If-Modified-Since", odd),
            r -> r.as("Last-Event-ID").replaceHeader("Last-Event-ID", Oddities.pick(random, odd, "-1", "9223372036854775808", "1.5")),
            r -> r.as("Range").header("Range", Oddities.pick(random, "bytes=0-0", "bytes=-1", "bytes=9-1", "items=1-2", odd)),
            r -> r.as("Expect").header("Expect", Oddities.pick(random, "100-continue", "200-ok")),
            r -> r.as("forwarded").header(Oddities.pick(random, "X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-HTTP-Method-Override", "Via", "X-Real-IP", "X-Client-Address"), odd),
            r -> r.as("tracing").header(Oddities.pick(random, "traceparent", "tracestate", "baggage", "X-Request-Id", "b3"), odd),
            r -> r.as("other language").header("Accept-Language", odd),
            r -> r.as("Content-Encoding").header("Content-Encoding", Oddities.pick(random, "gzip", "br", "identity", odd)),
            r -> r.as("Origin").header("Origin", Oddities.pick(random, "null", "https://evil.example", "http://localhost", odd)),
            r -> r.as("cookie").header("Cookie", odd),
            r -> r.as("upgrade").header("Upgrade", Oddities.pick(random, "websocket", "h2c", odd)),
            r -> r.as("two keys").header("Authorization", "Bearer x"),
            r -> r.as("no key").replaceHeader("Authorization", null),
            r -> r.as("odd key").replaceHeader("Authorization", Oddities.pick(random, "Bearer", "Bearer  x", "Basic YTpi", "Bearer mesh_a_b_c", "Digest x", "Bearer " + "x".repeat(5000), "Bearer " + odd, odd)),
            r -> { r.as("many headers"); for (int i = 0; i < 120; i++) r.header("X-" + i, "v"); },
            r -> r.as("long header").header("X-Long", "x".repeat(40_000)),
            r -> { r.as("very long header").header("X-Long", "x".repeat(70_000)); r.belowHttp = true; },
            r -> { r.as("control character").header("X-Control", "a" + Oddities.pick(random, "\0", "\u0001", "\u007f", "\u000b") + "b"); r.belowHttp = true; });
    ways.get(random.nextInt(ways.size())).accept(request);
  }

  /** A body that ends before it should, or whose length is told oddly. */
  void spoilFraming(FuzzedRequest request) {
    if (request.body == null) request.body = "{}".getBytes(StandardCharsets.UTF_8);
    switch (random.nextInt(5)) {
      case 0 -> request.as("body cut off").cutOff = true;
      case 1 -> framing(request, "Transfer-Encoding: chunked", "5\r\n{\"a\":\r\nzz\r\n");
      case 2 -> framing(request, "Transfer-Encoding: chunked\r\nContent-Length: 3", "3\r\n{}a\r\n0\r\n\r\n");
      case 3 -> framing(request, "Content-Length: " + Oddities.pick(random, "-1", "abc", "99999999999999999999", "0x10", "2, 2"), "{}");
      default -> framing(request, "Transfer-Encoding: " + Oddities.pick(random, "gzip", "identity", "chunked, gzip", "xchunked"), "0\r\n\r\n");
    }
  }

  private static void framing(FuzzedRequest request, String header, String body) {
    request.as("odd framing").rawFraming = header;
    request.body = body.getBytes(StandardCharsets.UTF_8);
    request.belowHttp = true;
  }
}
