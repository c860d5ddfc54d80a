/** Who may ask: API keys and their tenants, how often, and from which web pages. */
@NullMarked
package io.shapservice.apiserver.access;

import org.jspecify.annotations.NullMarked;
