package dev.missionmesh.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.client.FakeMesh;
import dev.missionmesh.cli.client.OpenIdIssuer;
import dev.missionmesh.cli.client.Session;
import dev.missionmesh.cli.client.SessionStore;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.RecordedTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceLoginTest {
  private static final String GOOD =
      "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"expires_in\":300}";

  @TempDir Path folder;
  private final RecordedTerminal said = RecordedTerminal.piped();
  private final Queue<String> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private FakeMesh issuer;

  @BeforeEach
  void anIssuerWithTheDeviceGrant() throws IOException {
    issuer = new FakeMesh();
    String url = issuer.url();
    issuer
        .on(
            "GET /.well-known/openid-configuration",
            200,
            ("{'issuer':'%s','token_endpoint':'%s/token','revocation_endpoint':'%s/revoke',"
                    + "'device_authorization_endpoint':'%s/device'}")
                .formatted(url, url, url, url)
                .replace('\'', '"'))
        .on(
            "POST /device",
            200,
            "{\"device_code\":\"d&c\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://id/go\","
                + "\"verification_uri_complete\":\"https://id/go?user_code=ABCD-EFGH\",\"expires_in\":600,\"interval\":3}")
        .on("POST /revoke", 200, "")
        .on(
            "POST /token",
            exchange -> {
              String answer = answers.remove();
              FakeMesh.send(exchange, answer.contains("access_token") ? 200 : 400, answer);
            });
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void asksAtThePaceThatTheIssuerSets() {
    answers.addAll(List.of(error("authorization_pending"), error("slow_down"), error("authorization_pending"), GOOD));

    Session session = login();

    assertThat(session.accessToken()).isEqualTo("at");
    assertThat(session.expiresAt()).isBetween(Instant.now().plusSeconds(290), Instant.now().plusSeconds(300));
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(3L, 3L, 8L, 8L);
    assertThat(said.err()).contains("https://id/go", "ABCD-EFGH", "https://id/go?user_code=ABCD-EFGH");
    assertThat(issuer.requests())
        .filteredOn(request -> request.path().equals("/token"))
        .allMatch(request -> request.body().contains("device_code=d%26c") && request.body().contains("client_id=cli"));
  }

  @Test
  void givesUpWhenThePersonRefusesOrIsLate() {
    for (String end : new String[] {"access_denied", "expired_token", "invalid_client"}) {
      answers.add(error(end));
      assertThatThrownBy(this::login)
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.AUTHENTICATION));
    }
  }

  @Test
  void renewsATokenThatIsAboutToEndAndKeepsItFromOthers() throws IOException {
    SessionStore store = new SessionStore(folder.resolve("state"));
    store.save(new Session(issuer.url(), "cli", "old", "rt1", Instant.now().plusSeconds(10)));
    answers.add(GOOD);

    assertThat(store.accessToken()).isEqualTo("at");
    assertThat(store.accessToken()).isEqualTo("at");

    assertThat(store.find().orElseThrow().refreshToken()).isEqualTo("rt");
    Path file = folder.resolve("state/session.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(issuer.requests().getLast().body()).contains("refresh_token=rt1");
  }

  @Test
  void saysThatTheLoginHasEndedWhenTheIssuerSaysSo() throws IOException {
    SessionStore store = new SessionStore(folder);
    store.save(new Session(issuer.url(), "cli", "old", "rt1", Instant.EPOCH));
    answers.add(error("invalid_grant"));

    assertThatThrownBy(store::accessToken)
        .isInstanceOf(Failure.class)
        .hasMessage("the login has ended");
  }

  @Test
  void trustsNoIssuerByAnotherNameOrOverAnOpenLine() {
    assertThatThrownBy(() -> OpenIdIssuer.discover("http://id.example.com"))
        .hasMessageContaining("not safe");
    assertThatThrownBy(() -> OpenIdIssuer.discover("http://127.0.0.1.example.com"))
        .hasMessageContaining("not safe");
    assertThatThrownBy(() -> OpenIdIssuer.discover(issuer.url() + "/"))
        .hasMessageContaining("no OpenID issuer");
  }

  private Session login() {
    DeviceLogin login =
        new DeviceLogin(OpenIdIssuer.discover(issuer.url()), "cli", said.terminal(), pauses::add);
    return login.run("openid");
  }

  private static String error(String code) {
    return "{\"error\":\"" + code + "\"}";
  }
}
