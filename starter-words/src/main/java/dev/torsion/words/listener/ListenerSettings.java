package dev.torsion.words.listener;

import reactor.core.scheduler.Scheduler;

/**
 * How methods listen to rooms.
 *
 * @param maxConcurrency how many events of a room a method handles at a time
 * @param maxName characters in the name of a room, and in a nickname
 * @param scheduler on which a method that has failed is called once more
 */
public record ListenerSettings(int maxConcurrency, int maxName, Scheduler scheduler) {

}
