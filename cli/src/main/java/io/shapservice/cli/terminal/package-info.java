/** What a person sees: numbers, bars, progress. Pure text; nothing here reads or decides. */
@NullMarked
package io.shapservice.cli.terminal;

import org.jspecify.annotations.NullMarked;
