/// Scenarios of the operations on user pools: whole answers, each refusal with its message.
@NullMarked
package dev.gatehouse.aws.idp.pool;

import org.jspecify.annotations.NullMarked;
