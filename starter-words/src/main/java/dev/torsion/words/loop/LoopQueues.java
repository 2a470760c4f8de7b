package dev.torsion.words.loop;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.torsion.net.EventLoop;

/**
 * The queue of each event loop. There are as many loops as the application has, so that
 * none is ever taken out.
 */
public final class LoopQueues {

	private final ConcurrentMap<EventLoop, LoopQueue> queues = new ConcurrentHashMap<>();

	/**
	 * The queue of a loop.
	 * @param loop the loop
	 * @return its queue
	 */
	public LoopQueue of(EventLoop loop) {
		LoopQueue queue = this.queues.get(loop);
		return (queue != null) ? queue : this.queues.computeIfAbsent(loop, LoopQueue::new);
	}

}
