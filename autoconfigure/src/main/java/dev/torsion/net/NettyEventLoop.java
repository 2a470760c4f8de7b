package dev.torsion.net;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The event loop on Netty's: that of one connection, or any of the shared group.
 */
final class NettyEventLoop implements EventLoop {

	private final Supplier<? extends EventExecutor> executor;

	private final @Nullable EventExecutor one;

	private final Scheduler blocking;

	private NettyEventLoop(Supplier<? extends EventExecutor> executor, @Nullable EventExecutor one,
			Scheduler blocking) {
		this.executor = executor;
		this.one = one;
		this.blocking = blocking;
	}

	/** Any loop of a group, which is asked for anew because a restart replaces it. */
	static NettyEventLoop anyOf(Supplier<EventLoopGroup> group, Scheduler blocking) {
		return new NettyEventLoop(() -> group.get().next(), null, blocking);
	}

	static NettyEventLoop of(EventExecutor executor, Scheduler blocking) {
		return new NettyEventLoop(() -> executor, executor, blocking);
	}

	@Override
	public void execute(Runnable task) {
		this.executor.get().execute(task);
	}

	@Override
	public boolean isCurrent() {
		return this.one != null && this.one.inEventLoop();
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.<T>fromCallable(work).subscribeOn(this.blocking).publishOn(scheduler());
	}

	@Override
	public Scheduler scheduler() {
		return Schedulers.fromExecutorService(this.executor.get());
	}

}
