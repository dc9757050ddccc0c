package dev.gatehouse.aws;

/// What is not built yet and will enforce a setting that is stored until then: a column of the
/// compatibility table.
public enum Capability {
  AUTHENTICATION("authentication flows"),
  MFA("multi-factor authentication"),
  PASSKEYS("passkeys"),
  DEVICES("remembered devices"),
  OWN_TRANSPORTS("nothing: messages go over the server's own transports"),
  TRIGGERS("Lambda triggers"),
  HOSTED_PAGES("authorization endpoint and hosted pages"),
  ANALYTICS("nothing: usage is not reported to Amazon Pinpoint"),
  TLS("nothing: a reverse proxy or the listener's own certificate serves TLS"),
  THREAT_PROTECTION("threat protection"),
  REPLICATION("replicas in other Regions and the second issuer format"),
  NONE("nothing: secrets are sealed under the server's own master key");

  private final String title;

  Capability(String title) {
    this.title = title;
  }

  /// For the table, for instance `passwords and account recovery`.
  public String title() {
    return title;
  }
}
