/** Pull reading of nested documents (JSON, UBJSON): a reader written once reads both, and every error knows its place. */
@NullMarked
package io.shapservice.engine.model.document;

import org.jspecify.annotations.NullMarked;
