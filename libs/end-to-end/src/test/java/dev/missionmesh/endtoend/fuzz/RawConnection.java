package dev.missionmesh.endtoend.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A keep-alive connection that sends bytes as they are and reads one answer for each request. Silence of 10 s is a failure. */
final class RawConnection implements AutoCloseable {
  private static final int SILENCE_MS = 10_000;
  private static final int ENOUGH_OF_A_STREAM = 64 * 1024;

  private final String host;
  private final int port;
  private Socket socket;
  private InputStream in;

  RawConnection(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Sends a request and reads the answer; {@link Answer#NONE} if the server closes instead. */
  Answer send(FuzzedRequest request) throws IOException {
    boolean fresh = socket == null;
    try {
      return exchange(request);
    } catch (EOFException | SocketException closed) {
      close();
      // A kept connection may have been closed by the other side meanwhile: only a fresh one proves something.
      return fresh ? Answer.NONE : send(request);
    }
  }

  private Answer exchange(FuzzedRequest request) throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MS);
      socket.connect(new InetSocketAddress(host, port), SILENCE_MS);
      in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }
    try {
      socket.getOutputStream().write(request.bytes(host + ":" + port));
      socket.getOutputStream().flush();
    } catch (SocketException refused) {
      // A body that is refused at its beginning is not read to its end: the answer may be here already.
    }
    if (request.cutOff) socket.shutdownOutput();
    Answer answer = read(request);
    if (!answer.whole() || request.cutOff || request.belowHttp || answer.header("connection").equalsIgnoreCase("close")) close();
    return answer;
  }

  private Answer read(FuzzedRequest request) throws IOException {
    int status;
    Map<String, String> headers = new TreeMap<>();
    do {
      String line = line();
      if (!line.startsWith("HTTP/1.")) throw new IOException("no status line: " + line);
      status = Integer.parseInt(line.substring(9, 12));
      headers.clear();
      for (line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    } while (status < 200);
    if (request.method.equals("HEAD") || status == 204 || status == 304) return new Answer(status, headers, new byte[0], true);
    if (status == 200 && request.operation.isStream()) return stream(status, headers);
    return new Answer(status, headers, body(headers, Integer.MAX_VALUE), true);
  }

  /** A live stream may say nothing for long, and an export be as long as the log: its beginning will do. */
  private Answer stream(int status, Map<String, String> headers) throws IOException {
    boolean live = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    byte[] beginning = live ? new byte[0] : body(headers, ENOUGH_OF_A_STREAM);
    return new Answer(status, headers, beginning, false);
  }

  private byte[] body(Map<String, String> headers, int most) throws IOException {
    if (headers.containsKey("content-length")) {
      return exactly((int) Math.min(most, Long.parseLong(headers.get("content-length"))));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      for (int size = chunk(); size > 0; size = chunk()) {
        body.writeBytes(exactly(size));
        line();
        if (body.size() >= most) return body.toByteArray();
      }
      line();
    }
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";")[0].trim(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw new EOFException();
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) throw new EOFException();
      if (b != '\r') line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) socket.close();
    socket = null;
  }
}
