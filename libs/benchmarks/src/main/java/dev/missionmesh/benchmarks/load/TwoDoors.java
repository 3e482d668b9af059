package dev.missionmesh.benchmarks.load;

import dev.missionmesh.benchmarks.load.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/**
 * The same request by turns through the gateway and straight at the service behind it, from one
 * client that waits for each answer: what else the machine does strikes both alike.
 */
public final class TwoDoors implements AutoCloseable {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final String MISSIONS = "/api/v1/missions";

  private final HttpConnection gateway;
  private final HttpConnection service;

  /**
   * What was measured.
   *
   * @param gateway microseconds by way of the gateway
   * @param service microseconds without it
   * @param cpuMs what the gateway used meanwhile, for all of its requests together
   */
  public record Outcome(Histogram gateway, Histogram service, double cpuMs) {}

  private interface Exchange {
    void with(HttpConnection connection) throws IOException;
  }

  /**
   * Two ways to the same service.
   *
   * @param token what the service takes instead of the key; has to hold until the end
   */
  public TwoDoors(URI gateway, String apiKey, URI service, String token) {
    this.gateway = new HttpConnection(gateway, apiKey);
    this.service = new HttpConnection(service, token);
  }

  /** Reads one mission again and again. */
  public Outcome read(String id, Duration warmup, Duration measured, DoubleSupplier cpuMs)
      throws IOException {
    return run(
        c -> expect(200, c.get(MISSIONS + "/" + id, "application/json")), warmup, measured, cpuMs);
  }

  /** Submits missions. */
  public Outcome submit(String request, Duration warmup, Duration measured, DoubleSupplier cpuMs)
      throws IOException {
    byte[] json = request.getBytes(StandardCharsets.UTF_8);
    return run(c -> expect(202, c.post(MISSIONS, json)), warmup, measured, cpuMs);
  }

  private static void expect(int status, Answer answer) throws IOException {
    String body = answer.body().text();
    if (answer.status() != status) {
      throw new IOException("answered " + answer.status() + ": " + body);
    }
  }

  private Outcome run(Exchange exchange, Duration warmup, Duration measured, DoubleSupplier cpuMs)
      throws IOException {
    turns(exchange, warmup, new Histogram(HIGHEST_MICROS, 3), new Histogram(HIGHEST_MICROS, 3));
    Histogram through = new Histogram(HIGHEST_MICROS, 3);
    Histogram straight = new Histogram(HIGHEST_MICROS, 3);
    double before = cpuMs.getAsDouble();
    turns(exchange, measured, through, straight);
    return new Outcome(through, straight, cpuMs.getAsDouble() - before);
  }

  private void turns(Exchange exchange, Duration time, Histogram through, Histogram straight)
      throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      timed(exchange, gateway, through);
      timed(exchange, service, straight);
    }
  }

  private static void timed(Exchange exchange, HttpConnection connection, Histogram into)
      throws IOException {
    long from = System.nanoTime();
    exchange.with(connection);
    into.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - from) / 1000));
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    service.close();
  }
}
