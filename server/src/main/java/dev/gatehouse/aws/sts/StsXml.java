package dev.gatehouse.aws.sts;

import dev.gatehouse.http.Response;

/// The XML of the query protocol.
final class StsXml {
  private StsXml() {}

  static Response answer(int status, String requestId, String xml) {
    return Response.of(status, "text/xml", xml).with("x-amzn-RequestId", requestId);
  }

  static Response error(String requestId, StsError error) {
    return answer(
        error.status(),
        requestId,
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>Sender</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
            .formatted(error.code(), escape(error.message()), requestId));
  }

  /// Text for an element: what XML 1.0 cannot carry becomes a question mark.
  static String escape(String text) {
    var escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\t', '\n', '\r' -> escaped.append(' ');
        default -> escaped.append(c < ' ' || c > '~' ? '?' : c);
      }
    }
    return escaped.toString();
  }
}
