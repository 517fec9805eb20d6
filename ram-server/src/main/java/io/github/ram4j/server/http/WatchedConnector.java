package io.github.ram4j.server.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A connector whose heads have to come in time, however they trickle. */
public final class WatchedConnector extends ServerConnector {
  private static final long TICK_MS = 500;

  private final Set<WatchedEndPoint> open = ConcurrentHashMap.newKeySet();
  private final long headNanos;

  /** A connector of a server, with a time in which a head has to be whole. */
  public WatchedConnector(Server server, HttpConnectionFactory http, Duration headTime) {
    super(server, 1, 1, http);
    this.headNanos = headTime.toNanos();
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    WatchedEndPoint endPoint = new WatchedEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected void onEndPointOpened(org.eclipse.jetty.io.EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    if (endPoint instanceof WatchedEndPoint watched) {
      open.add(watched);
    }
  }

  @Override
  protected void onEndPointClosed(org.eclipse.jetty.io.EndPoint endPoint) {
    if (endPoint instanceof WatchedEndPoint watched) {
      open.remove(watched);
    }
    super.onEndPointClosed(endPoint);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    watch();
  }

  private void watch() {
    getScheduler()
        .schedule(
            () -> {
              for (WatchedEndPoint endPoint : open) {
                if (endPoint.isHeadOlderThan(headNanos)) {
                  endPoint.close();
                }
              }
              if (isRunning()) {
                watch();
              }
            },
            TICK_MS,
            TimeUnit.MILLISECONDS);
  }
}
