package dev.missionmesh.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a registry (OCI distribution specification) as a push of blobs and a manifest needs; it takes what has the digest it should. */
final class RegistryServer implements AutoCloseable {
  private static final Pattern BLOB = Pattern.compile("/v2/.+/blobs/(sha256:[0-9a-f]{64})");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(.*)");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final HttpServer server;

  private RegistryServer(HttpServer server) {
    this.server = server;
  }

  static RegistryServer start() throws IOException {
    // Clients try TLS first: what is no HTTP is hung up on.
    System.setProperty("sun.net.httpserver.maxReqTime", "1");
    RegistryServer registry = new RegistryServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    registry.server.createContext("/", registry::answer);
    registry.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.server.start();
    return registry;
  }

  String address() {
    return "localhost:" + server.getAddress().getPort();
  }

  byte[] manifest(String repository, String tag) {
    return manifests.get(repository + ":" + tag);
  }

  String digest(String repository, String tag) {
    return digest(manifest(repository, tag));
  }

  boolean hasBlob(String digest) {
    return blobs.containsKey(digest);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Matcher upload = UPLOAD.matcher(path);
      Matcher blob = BLOB.matcher(path);
      Matcher manifest = MANIFEST.matcher(path);
      int status = 404;
      if (path.equals("/v2/")) {
        status = 200;
      } else if (upload.matches()) {
        status = upload(exchange, upload.group(1), upload.group(2), body);
      } else if (blob.matches()) {
        status = blobs.containsKey(blob.group(1)) ? 200 : 404;
      } else if (manifest.matches() && exchange.getRequestMethod().equals("PUT")) {
        manifests.put(manifest.group(1) + ":" + manifest.group(2), body);
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest(body));
        status = 201;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int upload(HttpExchange exchange, String repository, String id, byte[] body) {
    String place = id.isEmpty() ? UUID.randomUUID().toString() : id;
    exchange.getResponseHeaders().add("Location", "/v2/" + repository + "/blobs/uploads/" + place);
    if (!exchange.getRequestMethod().equals("PUT")) {
      uploads.put(place, body);
      return 202;
    }
    byte[] whole = uploads.remove(place);
    String wanted = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
    if (!digest(whole).equals(wanted)) return 400;
    blobs.put(wanted, whole);
    return 201;
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
