/// Keys, certificates and the local authority.
@NullMarked
package dev.gatehouse.tls;

import org.jspecify.annotations.NullMarked;
