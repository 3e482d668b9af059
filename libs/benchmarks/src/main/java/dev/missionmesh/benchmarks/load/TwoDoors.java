package dev.missionmesh.benchmarks.load;

import dev.missionmesh.benchmarks.load.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/**
 * The same request by turns through the gateway and straight at the service behind it, from clients
 * that wait for each answer: what else the machine does strikes both alike.
 */
public final class TwoDoors implements AutoCloseable {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final String MISSIONS = "/api/v1/missions";

  private record Lane(HttpConnection gateway, HttpConnection service) {}

  private final List<Lane> lanes = new ArrayList<>();

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
   * @param clients how many ask at once, at least 1
   */
  public TwoDoors(URI gateway, String apiKey, URI service, String token, int clients) {
    for (int i = 0; i < clients; i++) {
      lanes.add(
          new Lane(new HttpConnection(gateway, apiKey), new HttpConnection(service, token)));
    }
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
    turns(exchange, warmup);
    double before = cpuMs.getAsDouble();
    Outcome both = turns(exchange, measured);
    return new Outcome(both.gateway, both.service, cpuMs.getAsDouble() - before);
  }

  private Outcome turns(Exchange exchange, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    Outcome all = outcome();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> each = new ArrayList<>();
      for (Lane lane : lanes) {
        each.add(threads.submit(() -> turns(exchange, lane, end)));
      }
      for (Future<Outcome> one : each) {
        all.gateway.add(one.get().gateway);
        all.service.add(one.get().service);
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return all;
  }

  private static Outcome outcome() {
    return new Outcome(new Histogram(HIGHEST_MICROS, 3), new Histogram(HIGHEST_MICROS, 3), 0);
  }

  private static Outcome turns(Exchange exchange, Lane lane, long end) throws IOException {
    Outcome outcome = outcome();
    while (System.nanoTime() - end < 0) {
      timed(exchange, lane.gateway, outcome.gateway);
      timed(exchange, lane.service, outcome.service);
    }
    return outcome;
  }

  private static void timed(Exchange exchange, HttpConnection connection, Histogram into)
      throws IOException {
    long from = System.nanoTime();
    exchange.with(connection);
    into.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - from) / 1000));
  }

  @Override
  public void close() throws IOException {
    for (Lane lane : lanes) {
      lane.gateway.close();
      lane.service.close();
    }
  }
}
