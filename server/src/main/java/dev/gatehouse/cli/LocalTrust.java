package dev.gatehouse.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How programs come to trust the local authority of a data folder (`--tls dev`).
///
/// @param authority its certificate in PEM
record LocalTrust(Path authority) {
  private static final String AWS = "AWS_CA_BUNDLE";
  private static final String NODE = "NODE_EXTRA_CA_CERTS";

  /// The variables of [#variables].
  static final List<String> VARIABLES = List.of(AWS, NODE);

  /// The authority and all that Java trusts, for programs that read one file alone.
  Path bundle() {
    return authority.resolveSibling("bundle.pem");
  }

  /// What `gatehouse env` exports for AWS clients and for Node.
  SequencedMap<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put(AWS, bundle().toString());
    variables.put(NODE, authority.toString());
    return variables;
  }

  /// Whether a variable's value is one that `gatehouse env` has set, and not the user's own.
  static boolean isOurs(String value) {
    var path = Path.of(value);
    var folder = path.getParent();
    return folder != null
        && folder.endsWith("tls")
        && (path.endsWith("bundle.pem") || path.endsWith("authority.pem"));
  }

  /// A kind of program, and the command that makes it trust the authority.
  record Way(String program, String command) {}

  /// For one program, or for programs started from one shell.
  ///
  /// @param address of the server
  List<Way> ofPrograms(String address) {
    var authorityFile = quoted(authority);
    var bundleFile = quoted(bundle());
    return List.of(
        new Way("curl", "curl --cacert " + authorityFile + " " + address + "/health/ready"),
        new Way("AWS CLI, boto3", "export AWS_CA_BUNDLE=" + bundleFile),
        new Way("Node.js", "export NODE_EXTRA_CA_CERTS=" + authorityFile),
        new Way("Python requests", "export REQUESTS_CA_BUNDLE=" + bundleFile),
        new Way("OpenSSL, Go, Ruby", "export SSL_CERT_FILE=" + bundleFile),
        new Way(
            "Java",
            "cp \"$JAVA_HOME/lib/security/cacerts\" trust.p12 && chmod u+w trust.p12 && keytool"
                + " -importcert -noprompt -storepass changeit -alias gatehouse -keystore trust.p12"
                + " -file "
                + authorityFile
                + " && export JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=$PWD/trust.p12"));
  }

  /// For everything on the machine, browsers included.
  List<Way> ofMachines() {
    var file = quoted(authority);
    return List.of(
        new Way(
            "Debian, Ubuntu",
            "sudo cp "
                + file
                + " /usr/local/share/ca-certificates/gatehouse.crt && sudo"
                + " update-ca-certificates"),
        new Way("Fedora, RHEL", "sudo trust anchor " + file),
        new Way(
            "macOS",
            "security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "
                + file),
        new Way("Windows", "certutil -user -addstore Root " + file),
        new Way(
            "Chrome on Linux",
            "certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n gatehouse -i " + file),
        new Way(
            "Firefox",
            "Settings, Privacy & Security, View Certificates, Authorities, Import: " + file));
  }

  private static String quoted(Path path) {
    var text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
