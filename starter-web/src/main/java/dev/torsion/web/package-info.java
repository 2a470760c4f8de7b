/**
 * A web server for files inside Spring WebFlux.
 * <p>
 * A request that no controller of the application answers is looked up in the mounted
 * file trees and answered with what is found there; all filters of the application, those
 * of Spring Security first, have seen it before. {@code wire} knows HTTP, {@code content}
 * what is at a path, {@code handler} joins the two to WebFlux and Netty, {@code cgi}
 * knows programs that answer by CGI. To mount another tree declare a
 * {@link dev.torsion.web.WebMount} bean, to process files instead of sending them a
 * {@link dev.torsion.web.ScriptProcessor} bean.
 * <p>
 * RFC 9110 is followed for methods, validators, conditions and ranges, RFC 9112 left to
 * Reactor Netty.
 */
@NullMarked
package dev.torsion.web;

import org.jspecify.annotations.NullMarked;
