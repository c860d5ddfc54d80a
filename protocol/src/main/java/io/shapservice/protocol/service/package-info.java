@NullMarked
package io.shapservice.protocol.service;

import org.jspecify.annotations.NullMarked;
