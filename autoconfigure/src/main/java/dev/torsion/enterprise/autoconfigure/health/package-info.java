/**
 * Auto-configuration of health and meters of the databases that Spring Boot does not see.
 */
@NullMarked
package dev.torsion.enterprise.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
