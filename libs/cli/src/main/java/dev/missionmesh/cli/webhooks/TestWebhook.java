package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = "Sends a message of type webhook.test, and says how that went; exits with 1 if it was not delivered.")
final class TestWebhook implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    JsonNode test = Access.system().tenant().post(WebhookCommand.path(id) + "/test");
    Fields fields =
        new Fields()
            .add("message", Documents.text(test, "messageId"))
            .add("outcome", Documents.text(test, "attempt/outcome"))
            .add("status", Documents.text(test, "attempt/status"))
            .add("took", Documents.text(test, "attempt/durationMs") + " ms")
            .add("answer", Documents.text(test, "attempt/excerpt"));
    output.showOne(test, test.path("messageId").asText(), fields);
    return test.path("delivered").asBoolean() ? 0 : ExitCode.ERROR;
  }
}
