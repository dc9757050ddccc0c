package dev.gatehouse.server;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.AccessKeyRing;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.ChangeFeed;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.config.Settings;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.otlp.OtlpExport;
import dev.gatehouse.pool.Region;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.usage.Usage;
import dev.gatehouse.usage.UsageWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server without a way in: everything behind the listeners, built once, in order. Who opens one
/// makes its routes, lets something lead to them, and then lets the background work begin.
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration FEED_PAUSE = Duration.ofMillis(500);
  private static final Duration CLEANUP_PAUSE = Duration.ofMinutes(1);
  private static final Duration AUDIT_PAUSE = Duration.ofMillis(500);

  /// With the console's own five seconds, a chart is ten behind at most (O-2).
  private static final Duration USAGE_PAUSE = Duration.ofSeconds(5);

  /// How many pools with a full request log fit into all of it.
  private static final int REQUEST_POOLS = 10;

  private final Settings settings;
  private final Foundation foundation;
  private final Catalog catalog;
  private final AccessKeyRing ring;
  private final Freshness freshness;
  private final ChangeFeed feed;
  private final Health health;
  private final Writability writability;
  private final Outgoing outgoing;
  private final RequestLog requests;
  private final Usage usage;
  private final UsageWriter usageWriter;
  private final AuditLog audit;
  private final AuditChain chain;
  private final Meters meters = new Meters();
  private final Background background = new Background();

  /// Held by who reads the feed: a test may, beside the background.
  private final ReentrantLock polling = new ReentrantLock();

  private final ExpiredRows expired;
  private final ExecutorService unhurried = Executors.newVirtualThreadPerTaskExecutor();

  /// Makes one of a database that is open, and closes it when it is refused.
  ///
  /// @param folder whose database it is
  /// @param masterKey what `GATEHOUSE_MASTER_KEY` holds
  /// @param env clock and randomness of everything
  /// @throws StartRefusedException when the mode or the master key forbid
  static Engine open(
      Settings settings,
      DataFolder folder,
      Store store,
      Optional<String> masterKey,
      Env env,
      Rsa rsa) {
    var masterKeys =
        new MasterKeys(
            masterKey,
            settings.masterKeyFile().map(KeyFile::new),
            KeyFile.ofFolder(folder.path(), settings.dev()));
    var foundation = Foundation.open(store, masterKeys, env, rsa);
    try {
      Mode.chosen(settings).claim(foundation.store());
      return new Engine(settings, folder, foundation);
    } catch (RuntimeException refused) {
      foundation.close();
      throw refused;
    }
  }

  private Engine(Settings settings, DataFolder folder, Foundation foundation) {
    this.settings = settings;
    this.foundation = foundation;
    var env = foundation.env();
    var store = foundation.store();
    FirstStart.ensureAdministratorKey(store, foundation.mint(), folder);

    if (folder.isFresh()) {
      foundation.spares().prepare();
    }
    catalog = new Catalog(foundation.measured(), foundation.sealer(), foundation.poolKeys());
    ring = new AccessKeyRing(foundation.measured(), foundation.sealer(), unhurried);
    freshness = freshness(settings, env);
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
    writability = new Writability(store, env);
    expired =
        new ExpiredRows(store, settings.naming().regions().stream().map(Region::new).toList());
    outgoing = new Outgoing(settings.messages(), foundation);
    var entries = settings.log().requestEntries();
    requests = new RequestLog(entries, REQUEST_POOLS * entries, env.clock());
    usage = new Usage(settings.metrics().history());
    usageWriter = new UsageWriter(usage, store, env);
    audit = new AuditLog(store, foundation.sealer(), env);
    chain = new AuditChain(store, foundation.sealer());
    audit.showIn(meters);
    ServerMeters.show(meters, settings, foundation, health, freshness);
    catalog.showIn(meters);
    ring.showIn(meters);
    feed.showIn(meters);
    outgoing.showIn(meters);
  }

  /// The folder's lock keeps everybody else from the embedded database: a node on it is never
  /// stale, however late a starved machine polls.
  private static Freshness freshness(Settings settings, Env env) {
    return settings.databaseUrl().isPresent()
        ? new Freshness(env.clock(), settings.cacheStaleMax())
        : Freshness.ofOnlyNode(env.clock());
  }

  /// Makes what answers requests, once.
  Routes routes(Addresses addresses) {
    var env = foundation.env();
    var publicUrl = addresses.publicUrl();
    var tokens = Edges.tokens(settings, publicUrl, env, catalog);
    var oauth = Edges.oauth(settings, publicUrl, env, tokens, catalog, freshness, usage);
    oauth.showIn(meters);
    tokens.tokenIssuer().showIn(meters);
    var link = ConsoleEdge.signInLink(settings, env, addresses.consoleUrl());
    var memory = new Edges.Memory(ring, requests, usage, audit, chain, meters, link);
    var dispatcher = Edges.dispatcher(settings, addresses, foundation, tokens, memory);
    var console = ConsoleEdge.of(settings, foundation, audit, addresses.consoleUrl(), link);
    return new Routes(
        oauth, dispatcher, console, new MetricsEndpoint(meters), health, settings.dev());
  }

  /// Lets the background work begin: from now on the node knows what others change.
  void begin(Routes routes) {
    settings.metrics().otelEndpoint().ifPresent(this::export);
    background.once("examination", foundation.store()::examine);
    background.once("native signatures", this::reportSignatures);
    background.once("tables", routes::warmUp);
    background.feed(FEED_PAUSE, this::poll);
    background.chore("cleanup", CLEANUP_PAUSE, this::cleanUp);
    background.own("audit", AUDIT_PAUSE, this::audit);
    background.chore("audit retention", CLEANUP_PAUSE, this::removeOldEvents);
    background.atEnd(this::endAudit);
    background.own("usage", USAGE_PAUSE, usageWriter::flush);
    background.chore("usage retention", CLEANUP_PAUSE, usageWriter::removeOld);
    background.atEnd(this::endUsage);
    outgoing.begin(background);
  }

  private void export(URI endpoint) {
    var version = ServerMeters.version();
    var export = new OtlpExport(endpoint, meters, foundation.env().clock(), version);
    background.chore("export", settings.metrics().otelInterval(), export::export);
    background.atEnd(export::close);
  }

  /// Reads the change feed once, as the background does twice a second.
  void poll() {
    polling.lock();
    try {
      feed.poll();
      health.database(writability.refusal());
    } catch (StoreUnavailableException unavailable) {
      health.database(Optional.of(Health.NO_DATABASE));
      throw unavailable;
    } catch (RuntimeException broken) {
      health.database(Optional.of("the database does not hold what it should"));
      throw broken;
    } finally {
      polling.unlock();
    }
  }

  /// Writes the events that wait, and links those that are there.
  private void audit() {
    audit.flush();
    chain.link();
  }

  /// What still waits is written, unless the database is away.
  private void endAudit() {
    try {
      audit();
    } catch (RuntimeException away) {
      LOG.warn("the last events of the audit log are lost", away);
    }
  }

  /// What was counted last is written, unless the database is away.
  private void endUsage() {
    try {
      usageWriter.flush();
    } catch (RuntimeException away) {
      LOG.warn("the last counts of the metric history are lost", away);
    }
  }

  private void removeOldEvents() {
    if (!settings.auditRetention().isZero()) {
      chain.removeBefore(foundation.env().now().minus(settings.auditRetention()));
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
    ConsoleEdge.deleteOver(foundation.store(), ConsoleEdge.limits(settings), now);
    expired.delete(now);
  }

  /// Lets the request log hear of requests as well as `accessLog`.
  AccessLog listening(AccessLog accessLog) {
    return requests.isOn() ? accessLog.and(requests) : accessLog;
  }

  Env env() {
    return foundation.env();
  }

  Meters meters() {
    return meters;
  }

  Background background() {
    return background;
  }

  /// Asks for no more traffic; what comes is still answered.
  void drain() {
    health.drain();
  }

  /// Why an acknowledged change might be lost.
  List<String> risks() {
    return foundation.store().risks();
  }

  /// Tells `listener` when nothing from the database can be believed any more: why.
  void onLoss(Consumer<String> listener) {
    foundation.store().onLoss(listener);
  }

  /// Closes everything; nothing leads to the routes any more.
  @Override
  public void close() {
    background.close();
    unhurried.close();
    foundation.close();
  }
}
