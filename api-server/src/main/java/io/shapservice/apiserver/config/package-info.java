/** What the process is configured by: environment and the service's configuration file. */
@NullMarked
package io.shapservice.apiserver.config;

import org.jspecify.annotations.NullMarked;
