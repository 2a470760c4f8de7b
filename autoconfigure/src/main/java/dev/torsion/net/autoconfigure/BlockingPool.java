package dev.torsion.net.autoconfigure;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The bounded threads on which work runs that would block an event loop.
 */
final class BlockingPool implements AutoCloseable {

	private static final String PREFIX = "torsion-blocking-";

	private final ThreadPoolExecutor executor;

	private final Scheduler scheduler;

	BlockingPool(NetworkProperties.Blocking properties, Environment environment) {
		this.executor = new ThreadPoolExecutor(properties.threads(), properties.threads(), 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(properties.queue()), threads(PREFIX, environment));
		this.executor.allowCoreThreadTimeOut(true);
		this.scheduler = Schedulers.fromExecutorService(this.executor, "torsion-blocking");
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** Threads for what blocks: virtual ones where there are, and they are asked for. */
	static ThreadFactory threads(String prefix, Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

}
