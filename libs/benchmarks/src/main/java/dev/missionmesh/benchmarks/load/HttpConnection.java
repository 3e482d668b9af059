package dev.missionmesh.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * One kept-alive HTTP/1.1 connection that does little more than write and read bytes: on two cores, a client that computes takes away
 * from what it measures. For one thread at a time.
 */
final class HttpConnection implements Closeable {
  private static final int TIMEOUT_MS = 30_000;

  private final URI base;
  private final String headers;
  private Socket socket;
  private InputStream in;
  private BodyStream body;

  /** An answer; what is not read of its body is read before the next exchange. */
  record Answer(int status, BodyStream body) {}

  HttpConnection(URI base, String apiKey) {
    this.base = base;
    this.headers =
        "Host: %s\r\nAuthorization: Bearer %s\r\nUser-Agent: mesh-bench\r\n"
            .formatted(base.getAuthority(), apiKey);
  }

  Answer get(String path, String accept) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\n" + headers + "Accept: " + accept + "\r\n\r\n", new byte[0]);
  }

  Answer post(String path, byte[] json) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, headers, json.length);
    return exchange(head, json);
  }

  private Answer exchange(String head, byte[] body) throws IOException {
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    drain();
    boolean fresh = connect();
    try {
      return send(request);
    } catch (IOException e) {
      close();
      if (fresh) {
        throw e;
      }
      connect();
      return send(request);
    }
  }

  /** Reads what is left of the answer before: closing instead would take a port of this machine for each exchange. */
  private void drain() throws IOException {
    try {
      if (socket != null && body != null) {
        body.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException brokenOff) {
      close();
    }
    body = null;
  }

  private boolean connect() throws IOException {
    if (socket != null) {
      return false;
    }
    boolean tls = base.getScheme().equals("https");
    int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
    socket =
        tls
            ? SSLSocketFactory.getDefault().createSocket(base.getHost(), port)
            : new Socket(base.getHost(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    in = new BufferedInputStream(socket.getInputStream(), 8192);
    return true;
  }

  private Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = BodyStream.line(in);
    long length = 0;
    boolean chunked = false;
    for (String line = BodyStream.line(in); !line.isEmpty(); line = BodyStream.line(in)) {
      String lower = line.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
        chunked = true;
      }
    }
    int code = Integer.parseInt(status.split(" ")[1]);
    body = chunked ? BodyStream.inChunks(in) : BodyStream.ofLength(in, length);
    return new Answer(code, body);
  }

  /** Closes; the next exchange connects anew. */
  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
