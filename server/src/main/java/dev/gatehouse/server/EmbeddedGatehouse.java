package dev.gatehouse.server;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.config.Settings;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.HttpServer;
import dev.gatehouse.http.InMemoryServer;
import dev.gatehouse.http.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server inside of another program, for instance of a test: requests reach it by a call, through
/// all of HTTP but the network, and by a port where one is asked for. It speaks in clear.
public final class EmbeddedGatehouse implements AutoCloseable {
  private static final Duration DRAIN_MAX = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Engine engine;
  private final InMemoryServer door;
  private final Optional<HttpServer> listener;
  private final URI publicUrl;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedGatehouse(DataFolder folder, Engine engine, Ways ways, URI publicUrl) {
    this.folder = folder;
    this.engine = engine;
    this.door = ways.door;
    this.listener = ways.listener;
    this.publicUrl = publicUrl;
  }

  /// How requests come in.
  private record Ways(InMemoryServer door, Optional<HttpServer> listener) {}

  /// Starts one that no port leads to. `http.port` is only part of its name: see [#publicUrl].
  ///
  /// @param data the data folder, new or of an earlier server
  /// @param env clock and randomness of everything
  /// @throws StartRefusedException when the folder or the mode forbid, or TLS is asked for
  public static EmbeddedGatehouse start(Settings settings, Path data, Env env) {
    return start(settings, data, env, false);
  }

  /// Starts one that the public listener of the settings leads to as well.
  ///
  /// @throws StartRefusedException as [#start]
  /// @throws PortTakenException when another process has the port
  public static EmbeddedGatehouse startListening(Settings settings, Path data, Env env) {
    return start(settings, data, env, true);
  }

  private static EmbeddedGatehouse start(
      Settings settings, Path data, Env env, boolean isListening) {
    if (settings.tls().certificate().isPresent()) {
      throw new StartRefusedException("An embedded server has no TLS; leave tls.mode off.");
    }
    var rsa = new Rsa();
    rsa.loadNativeInBackground();
    var folder = DataFolder.open(data);
    try {
      Mode.chosen(settings).claim(folder);
      var url = settings.databaseUrl().map(DatabaseUrl::jdbcUrl);
      var store = Stores.open(url, folder, env.clock());
      var engine = Engine.open(settings, folder, store, Optional.empty(), env, rsa);
      return opened(settings, folder, engine, isListening);
    } catch (RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  private static EmbeddedGatehouse opened(
      Settings settings, DataFolder folder, Engine engine, boolean isListening) {
    try {
      var taken = Optional.of(settings).filter(_ -> isListening).map(Ports::takePublic);
      try {
        return opened(settings, folder, engine, taken);
      } catch (RuntimeException failed) {
        taken.ifPresent(Ports.Taken::close);
        throw failed;
      }
    } catch (RuntimeException failed) {
      engine.close();
      throw failed;
    }
  }

  private static EmbeddedGatehouse opened(
      Settings settings, DataFolder folder, Engine engine, Optional<Ports.Taken> taken) {
    var listener = taken.map(Ports.Taken::listener).orElse(settings.publicListener());
    var publicUrl = URI.create(settings.naming().publicUrl(listener.port(), false));
    var routes = engine.routes(new Addresses(publicUrl, publicUrl.toString()));
    var way = ConsoleEdge.way(settings, listener, false);
    var router =
        routes.everything(Hosts.of(listener, listener.port(), publicUrl), Optional.of(way));
    var opener = new Listeners(settings, engine.env(), engine.listening(AccessLog.NONE));
    var door = opener.openInMemory(router);
    try {
      var http = taken.map(own -> opener.open(own, Optional.empty(), router));
      try {
        engine.begin(routes);
        KnownDatabase.remember(folder);
        return new EmbeddedGatehouse(folder, engine, new Ways(door, http), publicUrl);
      } catch (RuntimeException failed) {
        http.ifPresent(HttpServer::close);
        throw failed;
      }
    } catch (RuntimeException failed) {
      door.close();
      throw failed;
    }
  }

  /// Sends a request in memory and waits for its answer.
  ///
  /// @param target path and query
  /// @param headers with a `Host`: the authority of [#publicUrl], or a domain's
  /// @throws IllegalArgumentException when a part would end its line
  public Response exchange(String method, String target, Headers headers, byte[] body) {
    return door.exchange(method, target, headers, body);
  }

  /// What the server calls itself: issuer and links are made of it. Where a port leads to it,
  /// clients reach it there.
  public URI publicUrl() {
    return publicUrl;
  }

  /// The data folder, with the administrator's key in it.
  public Path data() {
    return folder.path();
  }

  /// Stops: what a listener has accepted is answered, no thread is left, the folder is free.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    engine.drain();
    listener.ifPresent(http -> {
      http.drain(DRAIN_MAX);
      http.close();
    });
    door.close();
    engine.close();
    folder.close();
  }
}
