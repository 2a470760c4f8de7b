/**
 * Between the portal and Spring Security: applications log in by HTTP through the portal,
 * and protocols by the managers that an application has.
 */
@NullMarked
package dev.torsion.cred.security;

import org.jspecify.annotations.NullMarked;
