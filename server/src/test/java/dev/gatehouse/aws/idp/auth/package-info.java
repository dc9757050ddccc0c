/// Sign-in over the wire of a real server.
@NullMarked
package dev.gatehouse.aws.idp.auth;

import org.jspecify.annotations.NullMarked;
