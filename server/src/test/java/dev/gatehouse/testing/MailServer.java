package dev.gatehouse.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server on this machine, as far as a client that sends speaks to one (RFC 5321), which
/// answers what the test wants.
public final class MailServer implements AutoCloseable {
  private static final int WAIT_SECONDS = 30;

  private final ServerSocket listener;
  private final Optional<SSLContext> startTls;
  private final Optional<SSLContext> tls;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A mail as it came.
  ///
  /// @param lines header, an empty line, body
  public record Mail(String from, List<String> recipients, List<String> lines) {
    /// The values of a header field, unfolded, as on the wire.
    public List<String> header(String name) {
      var unfolded =
          String.join("\n", lines.subList(0, lines.indexOf(""))).replaceAll("\n[ \t]+", " ");
      return unfolded
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }

    public String body() {
      return String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
    }
  }

  private MailServer(Optional<SSLContext> startTls, Optional<SSLContext> tls) {
    this.startTls = startTls;
    this.tls = tls;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.execute(this::accept);
  }

  public static MailServer plain() {
    return new MailServer(Optional.empty(), Optional.empty());
  }

  /// One that offers STARTTLS.
  public static MailServer startTls(SSLContext context) {
    return new MailServer(Optional.of(context), Optional.empty());
  }

  /// One that speaks TLS from the first byte.
  public static MailServer tls(SSLContext context) {
    return new MailServer(Optional.empty(), Optional.of(context));
  }

  /// Answers commands that begin so with that line from now on; an empty one hangs up, and `silent`
  /// answers nothing.
  public MailServer answering(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /// Answers as usual again.
  public void recover() {
    replies.clear();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// What clients said, all together.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /// The next mail; waits for it.
  public Mail take() {
    try {
      return Optional.ofNullable(mails.poll(WAIT_SECONDS, TimeUnit.SECONDS))
          .orElseThrow(() -> new AssertionError("no mail came; commands: " + commands));
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /// How many mails came that nobody took.
  public int waiting() {
    return mails.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var first = tls.isPresent() ? secured(tls.get(), socket) : socket;
      if (new Conversation(first, tls.isPresent()).run() && startTls.isPresent()) {
        new Conversation(secured(startTls.get(), socket), true).run();
      }
    } catch (IOException hungUp) {
      // The client's affair.
    }
  }

  private static SSLSocket secured(SSLContext context, Socket socket) throws IOException {
    var secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  /// What is said over one connection.
  private final class Conversation {
    private final Socket socket;
    private final boolean isSecure;
    private final BufferedReader in;
    private String from = "";
    private final List<String> recipients = new ArrayList<>();

    Conversation(Socket socket, boolean isSecure) throws IOException {
      this.socket = socket;
      this.isSecure = isSecure;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /// @return whether it goes on in TLS
    boolean run() throws IOException {
      if (!isSecure || tls.isPresent()) {
        say("220 mail.example.com ready");
      }
      String line;
      while ((line = in.readLine()) != null) {
        commands.add(line);
        var command = line.toUpperCase(Locale.ROOT);
        var wanted =
            replies.entrySet().stream().filter(e -> command.startsWith(e.getKey())).findFirst();
        if (wanted.isPresent()) {
          if (wanted.get().getValue().isEmpty()) {
            return false;
          }
          if (!wanted.get().getValue().equals("silent")) {
            say(wanted.get().getValue());
          }
        } else if (command.startsWith("STARTTLS")) {
          say("220 go ahead");
          return true;
        } else if (command.startsWith("QUIT")) {
          say("221 bye");
          return false;
        } else {
          usual(line, command);
        }
      }
      return false;
    }

    private void usual(String line, String command) throws IOException {
      if (command.startsWith("EHLO")) {
        say("250-mail.example.com");
        if (startTls.isPresent() && !isSecure) {
          say("250-STARTTLS");
        }
        say("250 AUTH PLAIN LOGIN");
      } else if (command.startsWith("AUTH")) {
        say("235 welcome");
      } else if (command.startsWith("MAIL")) {
        from = line;
        recipients.clear();
        say("250 ok");
      } else if (command.startsWith("RCPT")) {
        recipients.add(line);
        say("250 ok");
      } else if (command.startsWith("DATA")) {
        say("354 go ahead");
        var mail = new Mail(from, List.copyOf(recipients), lines());
        // Not answered yet: whoever takes it out of the queue knows that it has come.
        say(replies.getOrDefault(".", "250 queued"));
        mails.add(mail);
      } else {
        say("250 ok");
      }
    }

    private List<String> lines() throws IOException {
      var lines = new ArrayList<String>();
      String line;
      while ((line = in.readLine()) != null && !line.equals(".")) {
        lines.add(line.startsWith(".") ? line.substring(1) : line);
      }
      return lines;
    }

    private void say(String reply) throws IOException {
      socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.shutdownNow();
  }
}
