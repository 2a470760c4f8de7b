package dev.torsion.conch.transport;

import reactor.core.scheduler.Scheduler;

/**
 * What sessions have in common.
 *
 * @param pool where all of them run
 * @param sendQueueLimit how many bytes may be waiting for a peer that does not read
 * @param rejections told when the pool takes nothing more
 */
record SessionSettings(Scheduler pool, long sendQueueLimit, Rejections rejections) {

}
