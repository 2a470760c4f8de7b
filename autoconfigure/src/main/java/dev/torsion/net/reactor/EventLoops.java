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

	private final Io io;

	private final Map<Class<?>, Io.Kind<?>> channels;

	private final int workers;

	private final String prefix;

	private final AtomicInteger threads = new AtomicInteger();

	private @Nullable EventLoopGroup group;

	private @Nullable EventLoopGroup clients;

	/**
	 * Creates the loops, which start when they are needed.
	 * @param transport how they wait for the network
	 * @param workers how many there are
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if this
	 * machine does not have the transport
	 */
	public EventLoops(IoTransport transport, int workers) {
		IoTransport resolved = transport.resolve();
		this.io = resolved.io();
		this.channels = this.io.channels();
		this.workers = workers;
		this.prefix = "torsion-" + resolved.property() + "-";
	}

	@Override
	public boolean daemon() {
		return true;
	}

	@Override
	public synchronized EventLoopGroup onServer(boolean useNative) {
		EventLoopGroup loops = this.group;
		if (loops == null) {
			ThreadFactory factory = (task) -> new LoopThread(task, this.prefix + this.threads.incrementAndGet());
			loops = new MultiThreadIoEventLoopGroup(this.workers, factory, this.io.handlers());
			this.group = loops;
		}
		return loops;
	}

	/** What a loop asks for stays on it. */
	@Override
	public synchronized EventLoopGroup onClient(boolean useNative) {
		EventLoopGroup colocated = this.clients;
		if (colocated == null) {
			colocated = LoopResources.colocate(onServer(useNative));
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
	public synchronized boolean isDisposed() {
		return this.group != null && this.group.isShuttingDown();
	}

	/** Loops that nobody has needed need no quiet period. */
	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.create((disposed) -> {
			EventLoopGroup loops = started();
			if (loops == null) {
				disposed.success();
				return;
			}
			loops.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
				.addListener((future) -> disposed.success());
		});
	}

	private synchronized @Nullable EventLoopGroup started() {
		return this.group;
	}

	/** A thread on which Reactor refuses to block. */
	private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {

		LoopThread(Runnable task, String name) {
			super(task, name);
			setDaemon(true);
		}

	}

}
