package dev.torsion.mail.catcher;

import org.springframework.util.unit.DataSize;

/**
 * How much a catcher keeps. Past that, the oldest messages are forgotten.
 *
 * @param maxMessages most messages
 * @param maxSize most of all of them together, and of those that are arriving
 */
public record CatcherSettings(int maxMessages, DataSize maxSize) {

}
