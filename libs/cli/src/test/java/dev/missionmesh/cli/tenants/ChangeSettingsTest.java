package dev.missionmesh.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.FakeMesh;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Style;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChangeSettingsTest {
  private static final String PATH = "/api/v1/tenants/acme/settings";

  @Test
  void changesWhatIsNamedAndLeavesTheRest() throws Exception {
    JsonNode before =
        Documents.parse(
            """
            {"limits":{"tenantPerMinute":1,"keyPerMinute":2,"endpointsPerMinute":{"/a":3,"/b":4}},
             "quotas":{"maxKeys":5,"maxWebhooks":6},"addresses":{"allow":["10.0.0.0/8"],"deny":[]},
             "cors":{"origins":["https://a.example"]},"branding":{"displayName":"A","logoUrl":null}}""");

    JsonNode after =
        options(
                "--limit", "500/min",
                "--key-limit", "default",
                "--endpoint-limit", "/a=10/s",
                "--endpoint-limit", "/c=7",
                "--quota", "keys=20",
                "--quota", "webhooks=default",
                "--quota", "queued-missions=100",
                "--allow", "192.0.2.0/24",
                "--allow", "2001:db8::/32",
                "--origin", "none",
                "--accent", "#0055aa",
                "--display-name", "default")
            .apply(before);

    assertThat(after)
        .isEqualTo(
            Documents.parse(
                """
                {"limits":{"tenantPerMinute":500,"endpointsPerMinute":{"/a":600,"/b":4,"/c":7}},
                 "quotas":{"maxKeys":20,"maxQueuedMissions":100},
                 "addresses":{"allow":["192.0.2.0/24","2001:db8::/32"],"deny":[]},
                 "cors":{"origins":[]},"branding":{"logoUrl":null,"accentColour":"#0055aa"}}"""));
    assertThat(SettingsTable.of("acme", after).lines(Style.PLAIN))
        .contains("limit                  500/min", "quota keys             20")
        .noneMatch(line -> line.startsWith("key-limit") || line.startsWith("origin"));
  }

  @Test
  void triesAgainOnWhatSomebodyElseHasChangedMeanwhile() throws Exception {
    AtomicInteger revision = new AtomicInteger(1);
    try (FakeMesh mesh = new FakeMesh()) {
      mesh.on(
              "GET " + PATH,
              exchange -> {
                exchange.getResponseHeaders().set("ETag", "\"" + revision.get() + "\"");
                FakeMesh.send(
                    exchange, 200, "{\"quotas\":{\"maxWebhooks\":" + revision.get() + "}}");
              })
          .on(
              "PUT " + PATH,
              exchange -> {
                String expected = exchange.getRequestHeaders().getFirst("If-Match");
                boolean current = expected.equals("\"2\"");
                revision.set(2);
                FakeMesh.send(
                    exchange,
                    current ? 200 : 412,
                    current
                        ? "{}"
                        : "{\"type\":\"https://missionmesh.dev/problems/precondition-failed\"}");
              });

      ChangeSettings.change(mesh.client(), "acme", options("--quota", "keys=3"), true);

      var puts = mesh.requests().stream().filter(r -> r.method().equals("PUT")).toList();
      assertThat(puts).hasSize(2).allMatch(r -> r.path().equals(PATH + "?force=true"));
      assertThat(Documents.parse(puts.getLast().body()))
          .isEqualTo(Documents.parse("{\"quotas\":{\"maxWebhooks\":2,\"maxKeys\":3}}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--limit=fast", "--limit=10/h", "--limit=-1", "--quota=pets=3", "--quota=keys=many",
        "--key-limit=", "--endpoint-limit=/a=1.5"
      })
  void refusesWhatIsNoNumber(String option) {
    assertThatThrownBy(() -> options(option).apply(Documents.object()))
        .isInstanceOf(Failure.class)
        .satisfies(e -> assertThat(((Failure) e).next()).isNotNull());
  }

  private static SettingsOptions options(String... arguments) {
    SettingsOptions options = new SettingsOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("o", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(List.of(arguments).toArray(String[]::new));
    return options;
  }
}
