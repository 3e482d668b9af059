package dev.missionmesh.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The gateway with an OpenID issuer, which is also asked what administrators may do. */
public class WithIssuer implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "mesh.gateway.oidc.believed", "PT1S",
        "mesh.gateway.oidc.refresh-keys", "PT1S",
        "mesh.gateway.oidc.authorization-services", "true",
        "mesh.gateway.oidc.clients", "missionmesh-cli,missionmesh-portal");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(IssuerServer.class));
  }

  /** The same, with an issuer that answers nobody until a test brings it back. */
  public static final class Away extends WithIssuer {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(IssuerServer.class, Map.of("away", "true")));
    }
  }
}
