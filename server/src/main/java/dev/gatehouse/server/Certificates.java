package dev.gatehouse.server;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.Settings.Certificate;
import dev.gatehouse.env.Env;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Opens the certificate of the listeners as the settings say.
final class Certificates {
  private static final String LOCALHOST = "localhost";

  private Certificates() {}

  /// The certificate; empty when the listeners speak in clear.
  ///
  /// @throws StartRefusedException when it cannot be used (RL-57)
  static Optional<ServedCertificate> open(Settings settings, DataFolder folder, Env env) {
    return settings
        .tls()
        .certificate()
        .map(certificate ->
            ServedCertificate.open(source(certificate, settings, folder, env), env.clock()));
  }

  private static CertificateSource source(
      Certificate certificate, Settings settings, DataFolder folder, Env env) {
    return switch (certificate) {
      case Certificate.Files(var file, var key) -> new CertificateFiles(file, key);
      case Certificate.Local() -> new LocalCertificate(folder.path(), names(settings), env);
    };
  }

  /// What clients of this machine call the server. A star stands for one label, so the domains of
  /// pools need one for each Region.
  private static Set<String> names(Settings settings) {
    var names = new LinkedHashSet<String>();
    names.add(LOCALHOST);
    names.add("*." + LOCALHOST);
    names.add("127.0.0.1");
    names.add("0:0:0:0:0:0:0:1");
    var suffix = settings.naming().domainSuffix();
    if (isLocal(suffix)) {
      settings.naming().regions().forEach(region -> names.add("*.auth." + region + "." + suffix));
    }
    settings
        .naming()
        .publicUrl()
        .map(URI::getHost)
        .map(host -> host.toLowerCase(Locale.ROOT))
        .filter(Certificates::isLocal)
        .ifPresent(names::add);
    return names;
  }

  private static boolean isLocal(String host) {
    return host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST);
  }
}
