package dev.torsion.mail.listener;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Limits on messages that are kept in memory until they have been handled.
 *
 * @param maxMessage most of one message
 * @param maxMemory most of all of them together
 * @param timeout how long one may be handled
 */
public record ListenerSettings(DataSize maxMessage, DataSize maxMemory, Duration timeout) {

}
