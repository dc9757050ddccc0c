package dev.gatehouse.server;

import dev.gatehouse.aws.AccessKeyRing;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.ChangeFeed;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.config.Settings;
import dev.gatehouse.config.Settings.Certificate;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.Router;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.otlp.OtlpExport;
import dev.gatehouse.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server: every object, built once, in order. [#start] reads from top to bottom as the list of
/// what there is; [#close] takes it down in the reverse order, without losing a request.
public final class Gatehouse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);
  private static final Duration FEED_PAUSE = Duration.ofMillis(500);
  private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(10);

  private static final Duration CLEANUP_PAUSE = Duration.ofMinutes(1);

  private final Settings settings;
  private final DataFolder folder;
  private final Optional<ServedCertificate> certificate;
  private final Foundation foundation;
  private final Health health;
  private final Writability writability;
  private final ChangeFeed feed;
  private final Background background = new Background();
  private final ExecutorService unhurried = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> listeners = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final URI publicUrl;
  private final String address;

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
      mode(settings).claim(folder);
      var certificate = Certificates.open(settings, folder, env);
      var store =
          new DatabaseWait(settings, env.clock(), stop)
              .open(
                  folder,
                  () ->
                      WaitingRoom.open(
                          settings, certificate.map(ServedCertificate::context), env, accessLog));
      var masterKeys =
          new MasterKeys(
              masterKey,
              settings.masterKeyFile().map(KeyFile::new),
              KeyFile.ofFolder(folder.path(), settings.dev()));
      var foundation = Foundation.open(store, masterKeys, env, rsa);
      return listening(settings, folder, certificate, foundation, accessLog);
    } catch (RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  private static Mode mode(Settings settings) {
    return settings.dev() ? Mode.DEV : Mode.STRICT;
  }

  private static Gatehouse listening(
      Settings settings,
      DataFolder folder,
      Optional<ServedCertificate> certificate,
      Foundation foundation,
      AccessLog accessLog) {
    try {
      mode(settings).claim(foundation.store());
      var gatehouse = new Gatehouse(settings, folder, certificate, foundation, accessLog);
      KnownDatabase.remember(folder);
      gatehouse.announce();
      return gatehouse;
    } catch (RuntimeException failed) {
      foundation.close();
      throw failed;
    }
  }

  private Gatehouse(
      Settings settings,
      DataFolder folder,
      Optional<ServedCertificate> certificate,
      Foundation foundation,
      AccessLog accessLog) {
    this.settings = settings;
    this.folder = folder;
    this.certificate = certificate;
    this.foundation = foundation;
    var env = foundation.env();
    var store = foundation.store();
    var meters = new Meters();
    FirstStart.ensureAdministratorKey(store, foundation.mint(), folder);

    if (folder.isFresh()) {
      foundation.spares().prepare();
    }
    var keys = foundation.poolKeys();
    var catalog = new Catalog(foundation.measured(), foundation.sealer(), keys);
    var ring = new AccessKeyRing(foundation.measured(), foundation.sealer(), unhurried);
    var freshness = freshness(settings, env);
    feed =
        new ChangeFeed(
            store,
            env.clock(),
            freshness,
            changes -> {
              catalog.forget(changes);
              ring.forget(changes);
            },
            () -> {
              catalog.forgetAll();
              ring.forgetAll();
            });
    health = new Health(freshness, store.risks());
    writability = new Writability(store, foundation.env());
    ServerMeters.show(meters, settings, foundation, health, freshness);
    catalog.showIn(meters);
    ring.showIn(meters);
    feed.showIn(meters);

    var listener = fixed(settings.publicListener());
    var secure = certificate.isPresent();
    publicUrl = URI.create(settings.naming().publicUrl(listener.port(), secure));
    var tokens = Edges.tokens(settings, publicUrl, env, catalog);
    var oauth = Edges.oauth(settings, publicUrl, env, tokens, catalog, freshness);
    oauth.showIn(meters);
    tokens.tokenIssuer().showIn(meters);
    var dispatcher = Edges.dispatcher(settings, publicUrl, foundation, tokens, ring, meters);
    var metrics = new Route(MetricsEndpoint.PATH, 0, new MetricsEndpoint(meters));
    var main = new ArrayList<>(oauth.main());
    main.add(Edges.route(dispatcher));
    if (settings.management().isEmpty()) {
      main.add(metrics);
    }
    var hosts = Hosts.of(listener, listener.port(), publicUrl);
    var context = certificate.map(ServedCertificate::context);
    open(listener, context, router(main, oauth.domainHosts(), List.of(), hosts), accessLog);
    settings
        .management()
        .map(Gatehouse::fixed)
        .ifPresent(own -> {
          var loopback = Hosts.of(own, own.port(), publicUrl);
          // Elsewhere a scraper asks by whatever address it finds; here, pages that a browser
          // shows must not read it under a name of their own.
          var its = List.of(Edges.managementRoute(dispatcher));
          open(
              own,
              context.filter(_ -> settings.tls().onManagement()),
              own.isLoopback()
                  ? router(plus(its, metrics), List.of(), List.of(), loopback)
                  : router(its, List.of(), List.of(metrics), loopback),
              accessLog);
        });
    listeners.getFirst().showIn(meters, "public");
    if (listeners.size() > 1) {
      listeners.getLast().showIn(meters, "management");
    }
    address = Hosts.address(listener, listener.port(), publicUrl, secure);
    writeServer();
    settings.metrics().otelEndpoint().ifPresent(endpoint -> export(endpoint, meters));
    background.once("native signatures", this::reportSignatures);
    background.once("tables", dispatcher::warmUp);
    background.feed(FEED_PAUSE, this::poll);
    background.chore("cleanup", CLEANUP_PAUSE, this::cleanUp);
    if (secure) {
      background.chore("certificate", CERTIFICATE_PAUSE, this::renewCertificate);
    }
  }

  /// The folder's lock keeps everybody else from the embedded database: a node on it is never
  /// stale, however late a starved machine polls.
  private static Freshness freshness(Settings settings, Env env) {
    return settings.databaseUrl().isPresent()
        ? new Freshness(env.clock(), settings.cacheStaleMax())
        : Freshness.ofOnlyNode(env.clock());
  }

  private void open(
      Settings.Listener listener, Optional<SSLContext> tls, Router router, AccessLog accessLog) {
    try {
      var opener = new Listeners(settings, foundation.env(), accessLog);
      listeners.add(opener.open(listener, tls, router));
    } catch (RuntimeException failed) {
      listeners.forEach(HttpServer::close);
      throw failed;
    }
  }

  private static List<Route> plus(List<Route> routes, Route one) {
    var all = new ArrayList<>(routes);
    all.add(one);
    return all;
  }

  private Router router(
      List<Route> main, List<Route> otherHosts, List<Route> anyHost, Hosts hosts) {
    var probes = new ArrayList<>(health.routes());
    probes.addAll(anyHost);
    return settings.dev()
        ? new Router(
            DevHeader.on(main), DevHeader.on(otherHosts), DevHeader.on(probes), hosts::contains)
        : new Router(main, otherHosts, probes, hosts::contains);
  }

  /// A listener with its port: issuer and links are made of it before anything listens.
  private static Settings.Listener fixed(Settings.Listener listener) {
    if (listener.port() != 0) {
      return listener;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(listener.bind()))) {
      return new Settings.Listener(listener.bind(), socket.getLocalPort());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private void export(URI endpoint, Meters meters) {
    var version = ServerMeters.version();
    var export = new OtlpExport(endpoint, meters, foundation.env().clock(), version);
    background.chore("export", settings.metrics().otelInterval(), export::export);
    background.atEnd(export::close);
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
    for (var risk : foundation.store().risks()) {
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
    try {
      feed.poll();
      health.database(writability.refusal());
    } catch (StoreUnavailableException unavailable) {
      health.database(Optional.of(Health.NO_DATABASE));
      throw unavailable;
    } catch (RuntimeException broken) {
      health.database(Optional.of("the database does not hold what it should"));
      throw broken;
    }
  }

  private void reportSignatures() {
    try {
      foundation.rsa().awaitProvider();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!foundation.rsa().isNative()) {
      LOG.warn("the native crypto library cannot be loaded; a signature costs three times as much");
    }
  }

  private void cleanUp() {
    var now = foundation.env().now();
    foundation.store().write(tx -> tx.accessKeys().deleteExpired(now));
  }

  /// Where programs of this machine reach the public listener, for instance
  /// `http://localhost:9229`.
  public String address() {
    return address;
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

  /// Stops gently: not ready any more, no new connection, what was accepted is answered, then
  /// everything is closed and the folder given free. A second call does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    health.drain();
    listeners.forEach(listener -> listener.drain(settings.limits().drainTimeout()));
    background.close();
    listeners.forEach(HttpServer::close);
    unhurried.close();
    foundation.close();
    folder.close();
    LOG.info("stopped");
  }
}
