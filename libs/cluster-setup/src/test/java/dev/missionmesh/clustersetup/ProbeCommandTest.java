package dev.missionmesh.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {
  @TempDir Path folder;
  private final ProbeCommand probe = new ProbeCommand();
  private HttpServer gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", exchange -> answer(exchange, 503));
    gateway.createContext("/api/v1/missions", exchange -> answer(exchange, 200));
    gateway.createContext("/api/v1/tenant", exchange -> answer(exchange, 200));
    gateway.start();
    probe.gateway = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    probe.key = Files.writeString(folder.resolve("default.key"), "the-key\n");
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void succeedsWhereEveryServiceThatIsNamedAnswers() throws Exception {
    probe.services = List.of("gateway", "mission");

    assertThat(probe.call()).isZero();
  }

  @Test
  void failsForAServiceThatIsAway() throws Exception {
    probe.services = List.of("mission", "telemetry");

    assertThat(probe.call()).isEqualTo(1);
  }

  @Test
  void failsForAServiceThatIsUnknown() {
    probe.services = List.of("keycloak");

    assertThatThrownBy(probe::call).hasMessageContaining("keycloak");
  }

  @Test
  void failsForAKeyThatTheGatewayDoesNotKnow() throws Exception {
    probe.services = List.of("mission");
    Files.writeString(probe.key, "another");

    assertThat(probe.call()).isEqualTo(1);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      boolean known = "Bearer the-key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.sendResponseHeaders(known ? status : 401, -1);
    }
  }
}
