package dev.torsion.words.room;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.EventLoop;
import io.netty.channel.DefaultEventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An event loop with a thread of its own, as those of connections have.
 */
final class NettyLoop implements EventLoop, AutoCloseable {

	private final DefaultEventLoop loop = new DefaultEventLoop();

	private final Scheduler scheduler = Schedulers.fromExecutorService(this.loop);

	@Override
	public void execute(Runnable task) {
		this.loop.execute(task);
	}

	@Override
	public boolean isCurrent() {
		return this.loop.inEventLoop();
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.<T>fromCallable(work).subscribeOn(Schedulers.boundedElastic()).publishOn(this.scheduler);
	}

	@Override
	public Scheduler scheduler() {
		return this.scheduler;
	}

	/** Waits until the loop has done what it has to do now. */
	void settle() {
		this.loop.submit(() -> {
		}).syncUninterruptibly();
	}

	@Override
	public void close() {
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
