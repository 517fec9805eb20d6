package io.github.ram4j.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection whose bytes a test decides, for what no proper client would send. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket = new Socket();

  Wire(RamServer server) throws IOException {
    this(server, "127.0.0.1");
  }

  /** A connection from another address of this machine. */
  Wire(RamServer server, String from) throws IOException {
    URI uri = server.uri();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    socket.setSoTimeout(PATIENCE_MS);
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Sends until the other side has enough of it; returns the number of bytes that went. */
  long flood(byte[] bytes, long most) {
    long sent = 0;
    try {
      while (sent < most) {
        send(bytes);
        sent += bytes.length;
      }
    } catch (IOException e) {
      // Refused, as expected.
    }
    return sent;
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** All that comes until the connection ends, or is reset. */
  String rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] some = new byte[8192];
    try {
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        all.write(some, 0, count);
      }
    } catch (SocketException e) {
      // Reset: what came before it counts.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** The first line of the answer. */
  String statusLine() throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
