/// Tests of the audit log.
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
