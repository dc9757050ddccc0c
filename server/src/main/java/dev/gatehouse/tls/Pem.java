package dev.gatehouse.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One block of a PEM text (RFC 7468); what stands between the blocks is a remark.
///
/// ```
/// -----BEGIN CERTIFICATE-----
/// MIIB…
/// -----END CERTIFICATE-----
/// ```
///
/// @param label for instance `CERTIFICATE`
/// @param body what stands between the two lines, as it is: Base64, with headers in older forms
record Pem(String label, String body) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /// The blocks in their order.
  ///
  /// @throws UnusableCertificateException when one begins and does not end
  static List<Pem> blocks(String text) {
    var blocks = new ArrayList<Pem>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
      var label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
      int end = labelEnd < 0 ? -1 : text.indexOf(END + label + DASHES, labelEnd);
      if (end < 0) {
        throw new UnusableCertificateException("is cut off: a block begins and does not end");
      }
      blocks.add(new Pem(label, text.substring(labelEnd + DASHES.length(), end)));
      begin = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  /// The bytes.
  ///
  /// @throws UnusableCertificateException when it is not Base64
  byte[] bytes() {
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException notBase64) {
      throw new UnusableCertificateException("holds a block that is not Base64");
    }
  }

  static String text(String label, byte[] bytes) {
    return BEGIN
        + label
        + DASHES
        + "\n"
        + LINES.encodeToString(bytes)
        + "\n"
        + END
        + label
        + DASHES
        + "\n";
  }

  /// Says nothing of what is in it.
  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }
}
