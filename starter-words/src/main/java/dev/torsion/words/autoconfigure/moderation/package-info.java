/**
 * Auto-configuration of sanctions, limits of what is said, and the actuator endpoint.
 */
@NullMarked
package dev.torsion.words.autoconfigure.moderation;

import org.jspecify.annotations.NullMarked;
