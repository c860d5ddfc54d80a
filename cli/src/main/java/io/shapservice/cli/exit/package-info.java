/** How a command ends: exit codes, and errors that a person can put right. */
@NullMarked
package io.shapservice.cli.exit;

import org.jspecify.annotations.NullMarked;
