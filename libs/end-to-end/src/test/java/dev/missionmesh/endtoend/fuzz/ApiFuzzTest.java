package dev.missionmesh.endtoend.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the API document, most of them spoilt in one way, at the public door: no server error, no hang, nothing of the
 * insides, every refusal a problem document, every answer as the document says. {@code -Dmesh.fuzz.requests} and {@code
 * -Dmesh.fuzz.seed} make it longer and other.
 */
class ApiFuzzTest {
  private static final int CONNECTIONS = 24;
  private static final int REQUESTS = Integer.getInteger("mesh.fuzz.requests", 20_500);
  private static final long SEED = Long.getLong("mesh.fuzz.seed", 20_261_121);

  private final RunningMesh mesh = RunningMesh.shared();

  @Test
  void nothingThatIsSentBreaksTheApi() throws Exception {
    Expendables things = new Expendables(mesh);
    ApiModel api = new ApiModel(things.tenant().api().get("/api/v1/openapi.json").then().statusCode(200).extract().asString());
    FuzzReport report = new FuzzReport();

    long from = System.nanoTime();
    send(api, things, report);

    String heading = report.sent() + " requests in " + (System.nanoTime() - from) / 1_000_000_000 + " s, seed " + SEED;
    report.write(Path.of("target/fuzz-report.txt"), heading);
    System.out.println("API fuzzing: " + heading);
    // on one line, as the summary of a build shows no more
    assertThat(report.faults()).as("%s, faults: %s", heading, String.join(" | ", report.faults()).replace("\n", " ")).isEmpty();
    assertThat(report.sent()).isGreaterThanOrEqualTo(REQUESTS);
    assertThat(report.byOperation().keySet()).hasSameSizeAs(api.operations());
    mesh.assertAllServicesReady();
    assertThat(things.tenant().run("echo", "still here").stdout()).isEqualTo("still here\n");
  }

  private void send(ApiModel api, Expendables things, FuzzReport report) throws Exception {
    AtomicInteger left = new AtomicInteger(REQUESTS);
    List<Future<Void>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        RequestMaker maker = new RequestMaker(api, things, new Random(SEED + i));
        lanes.add(threads.submit((Callable<Void>) () -> lane(api, maker, left, report)));
      }
      for (Future<Void> lane : lanes) lane.get();
    }
  }

  private Void lane(ApiModel api, RequestMaker maker, AtomicInteger left, FuzzReport report) throws IOException {
    Verdict verdict = new Verdict(api);
    URI gateway = URI.create(mesh.straight());
    try (RawConnection connection = new RawConnection(gateway.getHost(), gateway.getPort())) {
      while (left.getAndDecrement() > 0) {
        FuzzedRequest request = maker.next();
        long from = System.nanoTime();
        Answer answer = Answer.NONE;
        String fault;
        try {
          answer = connection.send(request);
          fault = verdict.on(request, answer);
        } catch (IOException | RuntimeException e) {
          connection.close();
          fault = "no answer that can be read: " + e;
        }
        report.add(request, answer, (System.nanoTime() - from) / 1_000_000, fault);
      }
    }
    return null;
  }
}
