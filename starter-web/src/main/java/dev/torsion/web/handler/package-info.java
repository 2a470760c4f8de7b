/**
 * Files inside WebFlux: below the application's own controllers and router functions,
 * above Boot's static resources, behind all filters. The mapping finds what is at the
 * path, the adapter answers with it.
 */
@NullMarked
package dev.torsion.web.handler;

import org.jspecify.annotations.NullMarked;
