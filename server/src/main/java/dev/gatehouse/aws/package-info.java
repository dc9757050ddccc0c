/// The AWS JSON 1.1 protocol: dispatch on `X-Amz-Target`, SigV4 and access keys, shapes and
/// constraints, the error envelope. Knows no operation: each edge's list of operations is handed to
/// the dispatcher by the assembly. Routes: `POST /`, `OPTIONS /`.
@NullMarked
package dev.gatehouse.aws;

import org.jspecify.annotations.NullMarked;
