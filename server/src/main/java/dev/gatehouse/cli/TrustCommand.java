package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.server.DataFolder;
import dev.gatehouse.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/// `gatehouse trust`: how clients come to trust a server that was started with `--tls dev`. Changes
/// nothing itself: whom a machine trusts is its owner's decision.
final class TrustCommand implements Command {
  private static final String DEFAULT_ADDRESS = "https://localhost:9229";

  private final Terminal terminal;

  TrustCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "trust",
            "Prints how clients come to trust a server that was started with --tls dev.",
            "gatehouse trust")
        .options(CommonOptions.DATA, CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var folder = CommonOptions.folder(given, terminal);
    var file =
        DataFolder.authority(folder)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "the data folder "
                        + folder
                        + " has no local authority; `gatehouse dev --tls dev` makes one"));
    var trust = new LocalTrust(file);
    var address =
        RunningServer.findPlace(folder)
            .map(RunningServer.Place::address)
            .filter(place -> place.startsWith("https://"))
            .orElse(DEFAULT_ADDRESS);
    var certificate = read(file);
    if (CommonOptions.isJson(given)) {
      printJson(trust, certificate, address);
    } else {
      print(trust, certificate, address);
    }
    return ExitCode.OK;
  }

  private static X509Certificate read(Path file) {
    try {
      return TlsIdentity.certificates(Files.readString(file)).getFirst();
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitCode.FAILED, "the file " + file + " cannot be read");
    }
  }

  private void print(LocalTrust trust, X509Certificate certificate, String address) {
    var out = terminal.out();
    out.println("Authority    " + trust.authority());
    out.println("SHA-256      " + TlsIdentity.fingerprint(certificate));
    out.println("Valid until  " + certificate.getNotAfter().toInstant());
    out.println("Signs for    localhost, *.localhost and loopback addresses alone");
    out.println();
    out.println(
        "For one program, or one shell (`gatehouse env` sets what AWS clients and Node need):");
    print(trust.ofPrograms(address));
    out.println();
    out.println("For the whole machine and its browsers, until you take it back:");
    print(trust.ofMachines());
  }

  private void print(List<LocalTrust.Way> ways) {
    for (var way : ways) {
      terminal.out().println();
      terminal.out().println("  " + way.program());
      terminal.out().println("    " + way.command());
    }
  }

  private void printJson(LocalTrust trust, X509Certificate certificate, String address) {
    var json =
        JsonValue.object()
            .put("Authority", trust.authority().toString())
            .put("Bundle", trust.bundle().toString())
            .put("Fingerprint", TlsIdentity.fingerprint(certificate))
            .put("ValidUntil", certificate.getNotAfter().toInstant().toString())
            .put("Programs", array(trust.ofPrograms(address)))
            .put("Machines", array(trust.ofMachines()));
    terminal.out().println(PrettyJson.text(json.build()));
  }

  private static JsonArray array(List<LocalTrust.Way> ways) {
    return new JsonArray(
        ways.stream()
            .<JsonValue>map(way ->
                JsonValue.object()
                    .put("Program", way.program())
                    .put("Command", way.command())
                    .build())
            .toList());
  }
}
