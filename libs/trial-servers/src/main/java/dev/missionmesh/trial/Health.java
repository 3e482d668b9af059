package dev.missionmesh.trial;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** Answers probes: {@code /q/health/live} while the process lives, {@code /q/health/ready} once the server takes connections. */
final class Health {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  static HttpServer serve(int port, BooleanSupplier ready) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/q/health/live", exchange -> answer(exchange, true));
    server.createContext("/q/health/ready", exchange -> answer(exchange, ready.getAsBoolean()));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, boolean good) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(good ? OK : UNAVAILABLE, -1);
    }
  }

  private Health() {}
}
