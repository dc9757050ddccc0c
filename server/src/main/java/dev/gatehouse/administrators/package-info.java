/// What the console and the extension API both need of those who administer the server: their
/// passwords and second factors, the links with which they set them up, how often they may be
/// wrong, and when their sessions are over. Knows nothing of HTTP, nor of what a role allows.
@NullMarked
package dev.gatehouse.administrators;

import org.jspecify.annotations.NullMarked;
