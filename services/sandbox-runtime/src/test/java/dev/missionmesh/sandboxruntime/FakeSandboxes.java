package dev.missionmesh.sandboxruntime;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sandboxes without processes: {@code exit N} ends at once, {@code print N} prints N bytes, {@code
 * hang} runs until killed, {@code refuse} gets no sandbox.
 */
final class FakeSandboxes implements SandboxBackend {
  final List<String> started = new CopyOnWriteArrayList<>();
  final List<String> closed = new CopyOnWriteArrayList<>();

  @Override
  public SandboxInfo info() {
    return new SandboxInfo("fake", false, null);
  }

  @Override
  public Sandbox create(SandboxRequest request) throws SandboxFailed {
    if (request.command().getFirst().equals("refuse")) {
      throw new SandboxFailed("refused");
    }
    return new FakeSandbox(request);
  }

  @Override
  public void close() {}

  private final class FakeSandbox implements Sandbox {
    private final SandboxRequest request;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code;

    FakeSandbox(SandboxRequest request) {
      this.request = request;
    }

    @Override
    public void start() {
      started.add(request.missionId());
      if (request.command().getFirst().equals("exit")) {
        code = Integer.parseInt(request.command().getLast());
      }
      if (!request.command().getFirst().equals("hang")) {
        ended.countDown();
      }
    }

    @Override
    public InputStream stdout() {
      boolean prints = request.command().getFirst().equals("print");
      return new ByteArrayInputStream(
          "x".repeat(prints ? Integer.parseInt(request.command().getLast()) : 0).getBytes());
    }

    @Override
    public InputStream stderr() {
      return InputStream.nullInputStream();
    }

    @Override
    public OptionalInt awaitExit(Duration limit) throws InterruptedException {
      return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(code)
          : OptionalInt.empty();
    }

    @Override
    public void kill() {
      code = 137;
      ended.countDown();
    }

    @Override
    public boolean outOfMemory() {
      return false;
    }

    @Override
    public Usage usage() {
      return Usage.NONE;
    }

    @Override
    public void close() {
      closed.add(request.missionId());
    }
  }
}
