package dev.missionmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  @Test
  void pointsAtTheMeshThatTheEnvironmentNames() {
    Access access =
        new Access(
            Map.of(
                "MESH_URL", "https://mesh.example.com:8443/",
                "MESH_API_KEY", "mesh_acme_abc_def",
                "HOME", "/home/me"));

    Endpoint endpoint = access.tenant().endpoint();

    assertThat(endpoint.url()).hasToString("https://mesh.example.com:8443");
    assertThat(endpoint.tenant()).isEqualTo("acme");
    assertThat(endpoint.local()).isFalse();
    assertThat(endpoint.state()).hasToString("/home/me/.config/missionmesh/mesh.example.com_8443");
  }

  @Test
  void neverSendsALocalKeyToAnotherMesh() {
    Access access = new Access(Map.of("MESH_URL", "https://mesh.example.com"));

    assertThatThrownBy(access::administrator)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.AUTHENTICATION));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    Access access = new Access(Map.of("MESH_URL", "localhost:8080", "MESH_API_KEY", "k"));

    assertThatThrownBy(access::tenant)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void actsAsWhoeverIsLoggedInUnlessAKeyIsSet(@TempDir Path home) throws IOException {
    Map<String, String> remote =
        Map.of("MESH_URL", "https://mesh.example.com", "HOME", home.toString());
    Access access = new Access(remote);
    String token = "e30." + encoded("{\"tenant\":\"acme\"}") + ".x";
    new SessionStore(access.state())
        .save(new Session("https://id", "c", token, null, Instant.now().plusSeconds(600)));

    assertThat(access.tenant().endpoint().apiKey()).isEqualTo(token);
    assertThat(access.administrator().endpoint().tenant()).isEqualTo("acme");
    assertThat(access.anonymous().endpoint().apiKey()).isEmpty();
    Map<String, String> withKey = new HashMap<>(remote);
    withKey.put("MESH_API_KEY", "mesh_globex_abc_def");
    assertThat(new Access(withKey).tenant().endpoint().tenant()).isEqualTo("globex");
  }

  private static String encoded(String claims) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes());
  }
}
