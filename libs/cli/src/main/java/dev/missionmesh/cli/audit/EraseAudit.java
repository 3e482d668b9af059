package dev.missionmesh.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.io.Console;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "erase",
    description = {
      "Erases one subject's data from the audit log, for good; the log verifies all the same.",
      "Erased is the data of each entry in which the subject stands as a value, and of all entries"
          + " of missions that the subject submitted or that are labelled with it."
    })
final class EraseAudit implements Runnable {
  private static final String PATH = "/api/v1/audit/erasures";
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(300);

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      required = true,
      description = "As it stands in the data, such as key:ID, an address or the value of a label.")
  private String subject;

  @Option(names = "--yes", description = "Does not ask whether you are sure.")
  private boolean yes;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "system: facts of no tenant; needs audit:system.")
  private String log;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    if (!yes) confirm();
    Access access = Access.system();
    MeshClient client = log != null ? access.administrator() : access.tenant();
    JsonNode request = Documents.object().put("subject", subject);
    JsonNode erasure = client.post(path(PATH), request);
    try (Progress _ = Progress.start(output.terminal(), "Erasing")) {
      while (erasure.path("state").asText().equals("running")) {
        LockSupport.parkNanos(PAUSE);
        erasure = client.get(path(PATH + "/" + erasure.path("id").asText()));
      }
    }
    Fields fields =
        new Fields()
            .add("erasure", Documents.text(erasure, "id"))
            .add("entries", Documents.text(erasure, "entries"));
    output.showOne(erasure, erasure.path("id").asText(), fields);
  }

  private String path(String path) {
    return new Query(path).add("log", log).toString();
  }

  private void confirm() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw Failure.usage(
          "erasing cannot be undone, and there is nobody to ask", "Give --yes if you are sure.");
    }
    String answer =
        console.readLine(
            "Erase all data of %s from the audit log? This cannot be undone. [y/N] ", subject);
    if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
      throw Failure.error("nothing was erased", null);
    }
  }
}
