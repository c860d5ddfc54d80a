/** The rows that jobs are made of, and what an uninterrupted run said of them. */
@NullMarked
package io.shapservice.faults.data;

import org.jspecify.annotations.NullMarked;
