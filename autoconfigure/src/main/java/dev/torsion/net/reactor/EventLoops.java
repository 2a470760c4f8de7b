package dev.torsion.net.reactor;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of an application on the transport of its choice, for its servers and
 * its clients alike. Reactor Netty's own know no io_uring of Netty 4.2, and at least four
 * threads.
 */
public final class EventLoops implements LoopResources {

	private final EventLoopGroup group;

	private final Map<Class<?>, Io.Kind<?>> channels;

	private final AtomicInteger threads = new AtomicInteger();

	private @Nullable EventLoopGroup clients;

	/**
	 * Creates the loops; their threads start when they are needed.
	 * @param transport how they wait for the network
	 * @param workers how many there are
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if this
	 * machine does not have the transport
	 */
	public EventLoops(IoTransport transport, int workers) {
		IoTransport resolved = transport.resolve();
		Io io = resolved.io();
		String prefix = "torsion-" + resolved.property() + "-";
		this.channels = io.channels();
		ThreadFactory factory = (task) -> new LoopThread(task, prefix + this.threads.incrementAndGet());
		this.group = new MultiThreadIoEventLoopGroup(workers, factory, io.handlers());
	}

	@Override
	public boolean daemon() {
		return true;
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.group;
	}

	/** What a loop asks for stays on it. */
	@Override
	public synchronized EventLoopGroup onClient(boolean useNative) {
		EventLoopGroup colocated = this.clients;
		if (colocated == null) {
			colocated = LoopResources.colocate(this.group);
			this.clients = colocated;
		}
		return colocated;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
		return (C) kind(type).factory().get();
	}

	@Override
	@SuppressWarnings("unchecked")
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
		return (Class<? extends C>) kind(type).type();
	}

	private Io.Kind<?> kind(Class<?> type) {
		Io.Kind<?> kind = this.channels.get(type);
		if (kind == null) {
			throw new IllegalArgumentException("No such kind of channel: " + type);
		}
		return kind;
	}

	@Override
	public boolean isDisposed() {
		return this.group.isShuttingDown();
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.create((disposed) -> {
			Future<?> terminated = this.group.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(),
					TimeUnit.MILLISECONDS);
			terminated.addListener((future) -> disposed.success());
		});
	}

	/** A thread on which Reactor refuses to block. */
	private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {

		LoopThread(Runnable task, String name) {
			super(task, name);
			setDaemon(true);
		}

	}

}
