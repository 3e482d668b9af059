package dev.missionmesh.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a service whether it is ready, with as little machinery as the question needs. */
final class Probe {
  private static final int LIMIT_MS = 2_000;
  private static final String REQUEST = "GET /q/health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
  private static final int STATUS_LINE = 12;

  static boolean isReady(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
      socket.setSoTimeout(LIMIT_MS);
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes(STATUS_LINE);
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  private Probe() {}
}
