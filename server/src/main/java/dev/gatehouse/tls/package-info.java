/// What a server proves itself with over TLS: reading keys and certificates from PEM, checking that
/// they belong together, and the local authority of `--tls dev`. Knows no files, no HTTP, and is
/// the one place that knows Bouncy Castle, whose classes are loaded only to make certificates or to
/// read keys of the older forms.
@NullMarked
package dev.gatehouse.tls;

import org.jspecify.annotations.NullMarked;
