/**
 * What has happened, as lines for clients with these or those capabilities.
 */
@NullMarked
package dev.torsion.words.irc.session.event;

import org.jspecify.annotations.NullMarked;
