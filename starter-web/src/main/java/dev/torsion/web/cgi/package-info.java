/**
 * Programs that speak CGI/1.1 (RFC 3875), inside WebFlux.
 */
@NullMarked
package dev.torsion.web.cgi;

import org.jspecify.annotations.NullMarked;
