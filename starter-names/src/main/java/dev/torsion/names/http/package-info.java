/**
 * DNS over HTTP (RFC 8484) on the web server of the application.
 */
@NullMarked
package dev.torsion.names.http;

import org.jspecify.annotations.NullMarked;
