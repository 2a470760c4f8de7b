package dev.torsion.net;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What listeners run on: the application's loops, its pool for blocking work, and the
 * thread that keeps the JVM alive while one of them listens.
 */
final class NetworkRuntime {

	private final Supplier<LoopResources> loops;

	private final Scheduler blocking;

	private final NetworkSettings settings;

	private final ApplicationEventPublisher events;

	private final KeepAlive keepAlive = new KeepAlive();

	private final ConcurrentMap<EventExecutor, EventLoop> eventLoops = new ConcurrentHashMap<>();

	NetworkRuntime(Supplier<LoopResources> loops, Scheduler blocking, NetworkSettings settings,
			ApplicationEventPublisher events) {
		this.loops = loops;
		this.blocking = blocking;
		this.settings = settings;
		this.events = events;
	}

	EventLoopGroup workers() {
		return this.loops.get().onServer(LoopResources.DEFAULT_NATIVE);
	}

	EventLoopGroup acceptors() {
		return this.loops.get().onServerSelect(LoopResources.DEFAULT_NATIVE);
	}

	<C extends Channel> C channel(Class<C> type, EventLoopGroup group) {
		return this.loops.get().onChannel(type, group);
	}

	EventLoop anyEventLoop() {
		return NettyEventLoop.anyOf(this::workers, this.blocking);
	}

	EventLoop eventLoop(EventExecutor executor) {
		return this.eventLoops.computeIfAbsent(executor, (key) -> NettyEventLoop.of(key, this.blocking));
	}

	NetworkSettings settings() {
		return this.settings;
	}

	void started(PortListener listener) {
		this.keepAlive.hold();
		this.events.publishEvent(new NetworkServerStartedEvent(listener));
	}

	void stopped() {
		this.keepAlive.release();
	}

	KeepAlive keepAlive() {
		return this.keepAlive;
	}

}
