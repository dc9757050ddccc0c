package dev.gatehouse.server;

import dev.gatehouse.env.Env;
import dev.gatehouse.tls.LocalAuthority;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.UnusableCertificateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `--tls dev`: an authority in `tls/` of the data folder and a certificate of it for this
/// machine's own names, renewed long before its end. The authority is made once: people trust it by
/// hand. Beside it lies `bundle.pem`, the authority together with the public ones, for programs
/// that trust one file alone. Not thread-safe.
final class LocalCertificate implements CertificateSource {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCertificate.class);
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final String BUNDLE = "bundle.pem";

  /// How long before the end of a certificate there is another one; of an authority, so that it
  /// outlives what it signs.
  private static final Duration SERVER_REST = Duration.ofDays(30);

  private static final Duration AUTHORITY_REST = Duration.ofDays(100);

  private final Path folder;
  private final Set<String> names;
  private final Env env;
  private Instant renewAt = Instant.MIN;

  /// @param data the data folder
  /// @param names host names at or below `localhost`, and loopback addresses
  LocalCertificate(Path data, Set<String> names, Env env) {
    folder = folderIn(data);
    this.names = Set.copyOf(names);
    this.env = env;
  }

  private static Path folderIn(Path data) {
    return data.resolve("tls");
  }

  /// The certificate of the authority of a data folder, in PEM.
  static Path authorityIn(Path data) {
    return folderIn(data).resolve(AUTHORITY + ".pem");
  }

  @Override
  public TlsIdentity first() {
    try {
      OwnerOnly.makeFolder(folder);
      var authority = authority();
      var standing = read(SERVER).filter(own -> isGood(own, authority));
      var own = standing.isPresent() ? standing.get() : issue(authority);
      renewAt = own.validUntil().minus(SERVER_REST);
      return own;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Optional<TlsIdentity> changed() {
    return env.now().isBefore(renewAt) ? Optional.empty() : Optional.of(first());
  }

  private TlsIdentity authority() throws IOException {
    var standing = read(AUTHORITY);
    if (standing.filter(own -> isLasting(own, AUTHORITY_REST)).isPresent()) {
      return standing.get();
    }
    var made = LocalAuthority.make(env.now(), env.random()).identity();
    write(AUTHORITY, made);
    OwnerOnly.write(folder.resolve(BUNDLE), made.certificatesPem() + publicAuthorities());
    LOG.warn(
        "a local authority was made in {}; `gatehouse trust` says how clients come to trust it",
        folder);
    return made;
  }

  private boolean isGood(TlsIdentity own, TlsIdentity authority) {
    return authority.hasSigned(own.certificate())
        && own.names().containsAll(names)
        && isLasting(own, SERVER_REST);
  }

  private boolean isLasting(TlsIdentity own, Duration rest) {
    var now = env.now();
    return !now.isBefore(own.validFrom()) && now.isBefore(own.validUntil().minus(rest));
  }

  private TlsIdentity issue(TlsIdentity authority) throws IOException {
    var made =
        LocalAuthority.of(authority, env.random())
            .issue(names.stream().sorted().toList(), env.now());
    write(SERVER, made);
    return made;
  }

  /// What an earlier start made; empty when there is nothing, or something broken.
  private Optional<TlsIdentity> read(String name) throws IOException {
    var certificate = folder.resolve(name + ".pem");
    var key = folder.resolve(name + ".key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return Optional.empty();
    }
    try {
      var chain = TlsIdentity.certificates(Files.readString(certificate));
      return Optional.of(TlsIdentity.of(chain, Files.readString(key)));
    } catch (UnusableCertificateException broken) {
      LOG.warn("{} is not used: the file {}", certificate, broken.getMessage());
      return Optional.empty();
    }
  }

  private void write(String name, TlsIdentity made) throws IOException {
    OwnerOnly.write(folder.resolve(name + ".key"), made.keyPem());
    OwnerOnly.write(folder.resolve(name + ".pem"), made.certificatesPem());
  }

  /// What this Java trusts, in PEM.
  private static String publicAuthorities() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      var text = new StringBuilder();
      Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
          .forEach(issuer -> text.append(TlsIdentity.pem(issuer)));
      return text.toString();
    } catch (GeneralSecurityException none) {
      LOG.warn("the public authorities cannot be read; {} holds the local one alone", BUNDLE);
      return "";
    }
  }
}
