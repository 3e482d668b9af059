package dev.missionmesh.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and can cut it off: connections are closed and refused until it is opened
 * again.
 */
public final class TcpGate implements AutoCloseable {
  private final InetSocketAddress behind;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private ServerSocket server;

  public TcpGate(InetSocketAddress behind) {
    this.behind = behind;
    this.port = open(0);
  }

  public int port() {
    return port;
  }

  /** Connections so far. */
  public int accepted() {
    return accepted.get();
  }

  public void open() {
    open(port);
  }

  private int open(int wanted) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      server = opened;
      Thread.startVirtualThread(() -> accept(opened));
      return opened.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void shut() {
    try {
      server.close();
      for (Socket socket : sockets) socket.close();
      sockets.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket caller = from.accept();
        accepted.incrementAndGet();
        Socket called = new Socket(behind.getAddress(), behind.getPort());
        caller.setTcpNoDelay(true);
        called.setTcpNoDelay(true);
        sockets.add(caller);
        sockets.add(called);
        if (from.isClosed()) shutBoth(caller, called);
        Thread.startVirtualThread(() -> pump(caller, called));
        Thread.startVirtualThread(() -> pump(called, caller));
      } catch (IOException e) {
        if (from.isClosed()) return;
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side has gone: so goes the other
    } finally {
      shutBoth(from, to);
    }
  }

  private void shutBoth(Socket a, Socket b) {
    for (Socket socket : new Socket[] {a, b}) {
      sockets.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    shut();
  }
}
