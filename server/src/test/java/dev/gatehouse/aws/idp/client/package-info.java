/// Scenarios of the operations on resource servers, app clients and domains, through the
/// dispatcher, whole answers compared.
@NullMarked
package dev.gatehouse.aws.idp.client;

import org.jspecify.annotations.NullMarked;
