package dev.missionmesh.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.OpenIdIssuer;
import dev.missionmesh.cli.client.ProblemFailure;
import dev.missionmesh.cli.client.Session;
import dev.missionmesh.cli.client.SessionStore;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh login}: acts as a person from now on. */
@Command(
    name = "login",
    description =
        "Logs you in at a mesh with the account of your organization: shows an address and a code to confirm in a browser, which may"
            + " be on another device. Commands then act as you, unless MESH_API_KEY is set.")
public final class LoginCommand implements Callable<Integer> {
  private static final String METADATA = "/.well-known/oauth-protected-resource";
  private static final String LOCAL = "A mesh on this machine has one with: mesh up --profile enterprise";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The mesh. Default: MESH_URL, else the one on this machine.")
  private String url;

  @Option(
      names = "--client",
      paramLabel = "ID",
      defaultValue = "missionmesh-cli",
      description = "How this command is registered at the issuer. Default: missionmesh-cli.")
  private String client;

  @Option(
      names = "--scope",
      paramLabel = "SCOPES",
      defaultValue = "openid",
      description = "Ask for no more than these, such as \"openid missions:read\". Default: all that your roles give.")
  private String scope;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    Access access = Access.to(url);
    OpenIdIssuer issuer = OpenIdIssuer.discover(issuerOf(access));
    Session session =
        new DeviceLogin(issuer, client, output.terminal(), Thread::sleep).run(scope);
    new SessionStore(access.state()).save(session);
    show(access.address(), session);
    return 0;
  }

  /** The mesh itself says where its users log in (RFC 9728). */
  private static String issuerOf(Access access) {
    JsonNode metadata;
    try {
      metadata = access.anonymous().get(METADATA);
    } catch (ProblemFailure problem) {
      if (problem.status() != 404) throw problem;
      throw Failure.error("this mesh knows API keys only: it has no OpenID issuer", access.isRemote() ? null : LOCAL);
    }
    String resource = metadata.path("resource").asText();
    if (!access.address().getAuthority().equals(URI.create(resource).getAuthority())) {
      throw Failure.error(
          "the mesh at " + access.address() + " calls itself " + resource,
          "Those who run it set its public address with MESH_GATEWAY_OIDC_RESOURCE.");
    }
    return metadata.path("authorization_servers").path(0).asText();
  }

  private void show(URI mesh, Session session) {
    ObjectNode json = Documents.object();
    String tenant = Session.claim(session.accessToken(), "tenant");
    String subject = Session.claim(session.accessToken(), "sub");
    json.put("url", mesh.toString()).put("issuer", session.issuer());
    json.put("tenant", tenant).put("subject", subject);
    Fields fields =
        new Fields()
            .add("mesh", mesh.toString())
            .add("issuer", session.issuer())
            .add("tenant", tenant)
            .add("subject", subject);
    output.showOne(json, subject, fields);
    output.terminal().say("Logged in. Log out with: mesh logout");
  }
}
