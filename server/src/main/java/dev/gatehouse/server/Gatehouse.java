package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.Settings.Certificate;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.Router;
import dev.gatehouse.json.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server: the engine and the listeners that lead to it. [#start] reads from top to bottom as
/// the list of what there is; [#close] takes it down in the reverse order, without losing a
/// request.
public final class Gatehouse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);
  private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(10);

  private final Settings settings;
  private final DataFolder folder;
  private final Optional<ServedCertificate> certificate;
  private final Engine engine;
  private final List<HttpServer> listeners = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<String> loss = new CompletableFuture<>();
  private final URI publicUrl;
  private final String address;
  private final Routes routes;

  /// Starts a server; when it returns, the server is ready.
  ///
  /// @param data the data folder
  /// @param masterKey what `GATEHOUSE_MASTER_KEY` holds
  /// @param env clock and randomness of everything
  /// @param stop counted down when the process is told to stop; ends a wait for the database
  /// @throws StartRefusedException when the folder, the mode, the master key or the database forbid
  /// @throws PortTakenException when another process has a port
  public static Gatehouse start(
      Settings settings,
      Path data,
      Optional<String> masterKey,
      Env env,
      AccessLog accessLog,
      CountDownLatch stop) {
    var rsa = new Rsa();
    rsa.loadNativeInBackground(); // First: it takes as long as all the rest.
    var folder = DataFolder.open(data);
    try {
      Mode.chosen(settings).claim(folder);
      var certificate = Certificates.open(settings, folder, env);
      var store =
          new DatabaseWait(settings, env.clock(), stop)
              .open(
                  folder,
                  () ->
                      WaitingRoom.open(
                          settings, certificate.map(ServedCertificate::context), env, accessLog));
      var engine = Engine.open(settings, folder, store, masterKey, env, rsa);
      return listening(settings, folder, certificate, engine, accessLog);
    } catch (RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  private static Gatehouse listening(
      Settings settings,
      DataFolder folder,
      Optional<ServedCertificate> certificate,
      Engine engine,
      AccessLog accessLog) {
    try {
      var ports = Ports.take(settings);
      try {
        var gatehouse = new Gatehouse(settings, folder, certificate, engine, ports);
        gatehouse.serve(ports, accessLog);
        return gatehouse;
      } catch (RuntimeException failed) {
        ports.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      engine.close();
      throw failed;
    }
  }

  private Gatehouse(
      Settings settings,
      DataFolder folder,
      Optional<ServedCertificate> certificate,
      Engine engine,
      Ports ports) {
    this.settings = settings;
    this.folder = folder;
    this.certificate = certificate;
    this.engine = engine;
    var listener = ports.publicPort().listener();
    var secure = certificate.isPresent();
    publicUrl = URI.create(settings.naming().publicUrl(listener.port(), secure));
    var consoleUrl =
        ports
            .managementPort()
            .map(Ports.Taken::listener)
            .map(own -> Hosts.consoleAddress(own, own.port(), publicUrl, isManagementSecure()))
            .orElseGet(() ->
                listener.isLoopback()
                    ? Hosts.address(listener, listener.port(), publicUrl, secure)
                    : publicUrl.toString());
    routes = engine.routes(new Addresses(publicUrl, consoleUrl));
    address = Hosts.address(listener, listener.port(), publicUrl, secure);
  }

  private void serve(Ports ports, AccessLog accessLog) {
    try {
      open(ports, accessLog);
      writeServer();
      engine.onLoss(loss::complete);
      engine.begin(routes);
      if (certificate.isPresent()) {
        engine.background().chore("certificate", CERTIFICATE_PAUSE, this::renewCertificate);
      }
      KnownDatabase.remember(folder);
      announce();
    } catch (RuntimeException failed) {
      listeners.forEach(HttpServer::close);
      throw failed;
    }
  }

  private void open(Ports ports, AccessLog accessLog) {
    var listener = ports.publicPort().listener();
    var hosts = Hosts.of(listener, listener.port(), publicUrl);
    var context = certificate.map(ServedCertificate::context);
    var only =
        Optional.of(ConsoleEdge.way(settings, listener, certificate.isPresent()))
            .filter(_ -> ports.managementPort().isEmpty());
    open(ports.publicPort(), context, routes.everything(hosts, only), accessLog);
    ports
        .managementPort()
        .ifPresent(taken -> {
          var own = taken.listener();
          var hasProxies = !settings.limits().trustedProxies().isEmpty();
          var its = Hosts.ofManagement(own, own.port(), publicUrl, hasProxies);
          var way = ConsoleEdge.way(settings, own, isManagementSecure());
          open(
              taken,
              context.filter(_ -> settings.tls().onManagement()),
              routes.management(its, own.isLoopback(), way),
              accessLog);
        });
    listeners.getFirst().showIn(engine.meters(), "public");
    if (listeners.size() > 1) {
      listeners.getLast().showIn(engine.meters(), "management");
    }
  }

  private boolean isManagementSecure() {
    return certificate.isPresent() && settings.tls().onManagement();
  }

  private void open(
      Ports.Taken taken, Optional<SSLContext> tls, Router router, AccessLog accessLog) {
    var opener = new Listeners(settings, engine.env(), engine.listening(accessLog));
    listeners.add(opener.open(taken, tls, router));
  }

  private void writeServer() {
    var server =
        JsonValue.object()
            .put("Pid", ProcessHandle.current().pid())
            .put("Address", address)
            .put("PublicUrl", publicUrl.toString())
            .put("Region", settings.naming().regions().getFirst())
            .put("Mode", settings.dev() ? "dev" : "strict");
    if (listeners.size() > 1) {
      server.put("ManagementPort", listeners.getLast().port());
    }
    certificate.ifPresent(own -> server.put("Certificate", own.fingerprint()));
    if (settings.tls().certificate().filter(Certificate.Local.class::isInstance).isPresent()) {
      server.put("Authority", LocalCertificate.authorityIn(folder.path()).toString());
    }
    folder.writeServer(server.build());
  }

  /// Looks for another certificate once, as the background does.
  public void renewCertificate() {
    certificate
        .flatMap(ServedCertificate::renew)
        .ifPresent(next -> {
          listeners.forEach(listener -> listener.use(next));
          writeServer();
        });
  }

  private void announce() {
    LOG.info(
        "listening on {}, data in {}{}", address, folder.path(), folder.isFresh() ? " (new)" : "");
    for (var risk : engine.risks()) {
      LOG.warn("acknowledged changes are not safe: {}", risk);
    }
    if (settings.dev()) {
      LOG.warn(
          "dev mode: access keys that nobody made are believed; do not let others reach this port");
    } else if (settings.isInClear()) {
      LOG.warn(
          "secrets and tokens cross the network in clear: the listener on {} has no certificate, and"
              + " neither http.trusted-proxies nor an https public-url says that a proxy ends TLS",
          settings.publicListener().bind());
    }
  }

  /// Reads the change feed once, as the background does twice a second.
  public void poll() {
    engine.poll();
  }

  /// Where programs of this machine reach the public listener, for instance
  /// `http://localhost:9229`.
  public String address() {
    return address;
  }

  /// Where to go to administer the server: in dev mode on this machine a new link that signs in,
  /// once (S-6); where there is no administrator yet, a new link that makes the first one (UI-01);
  /// what was printed before is none any more. Otherwise the console's address.
  public String consoleLink() {
    return routes.console().link();
  }

  /// The data folder.
  public Path data() {
    return folder.path();
  }

  /// The port of the public listener.
  public int port() {
    return listeners.getFirst().port();
  }

  /// The port of the management listener, which is the public one in dev mode.
  public int managementPort() {
    return listeners.getLast().port();
  }

  /// Waits for as long as the server can serve; it is not closed then.
  ///
  /// @throws DatabaseLostException when nothing from its database can be believed any more
  public void awaitLoss() throws InterruptedException {
    try {
      throw new DatabaseLostException(loss.get());
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  /// Stops gently: not ready any more, no new connection, what was accepted is answered, then
  /// everything is closed and the folder given free; at once when the database was lost. A second
  /// call does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    engine.drain();
    if (!loss.isDone()) {
      listeners.forEach(listener -> listener.drain(settings.limits().drainTimeout()));
    }
    listeners.forEach(HttpServer::close);
    engine.close();
    folder.close();
    LOG.info("stopped");
  }
}
