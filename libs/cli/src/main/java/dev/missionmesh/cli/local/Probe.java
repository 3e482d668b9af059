package dev.missionmesh.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a process whether it is ready, with as little machinery as the question needs. */
final class Probe {
  private static final int LIMIT_MS = 2_000;
  private static final int STATUS_LINE = 12;

  /** True when a service of the mesh says so. */
  static boolean isReady(int port) {
    return answers(port, "/q/health/ready");
  }

  /** True when a path is answered with status 200. */
  static boolean answers(int port, String path) {
    String request = "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
      socket.setSoTimeout(LIMIT_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes(STATUS_LINE);
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  private Probe() {}
}
