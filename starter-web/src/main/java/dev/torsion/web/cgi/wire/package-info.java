/**
 * CGI/1.1 (RFC 3875) in values and pure functions: the variables a program is told a
 * request by, and the head of the answer it writes. Nothing here knows a process, a
 * socket or Spring.
 */
@NullMarked
package dev.torsion.web.cgi.wire;

import org.jspecify.annotations.NullMarked;
