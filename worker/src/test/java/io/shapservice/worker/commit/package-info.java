@NullMarked
package io.shapservice.worker.commit;

import org.jspecify.annotations.NullMarked;
