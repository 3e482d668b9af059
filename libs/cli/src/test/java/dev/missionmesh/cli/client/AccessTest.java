package dev.missionmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
