package dev.torsion.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/**
 * Listeners on loopback and real sockets to talk to them, without an application.
 */
public final class ServerFixture implements AutoCloseable {

	public final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<Channel> opened = new CopyOnWriteArrayList<>();

	private final LoopResources loops;

	private final List<PortListener> started = new CopyOnWriteArrayList<>();

	private final NetworkServers servers;

	public ServerFixture() {
		this(IoTransport.AUTO);
	}

	ServerFixture(IoTransport transport) {
		this(transport, Duration.ofSeconds(5));
	}

	ServerFixture(IoTransport transport, Duration gracePeriod) {
		this(transport, gracePeriod, Duration.ofSeconds(5));
	}

	ServerFixture(IoTransport transport, Duration gracePeriod, Duration handshakeTimeout) {
		this.loops = new RecordingLoops(new EventLoops(TransportSupport.require(transport), 2));
		NetworkSettings settings = new NetworkSettings("127.0.0.1", gracePeriod, Duration.ofSeconds(2),
				handshakeTimeout);
		this.servers = new NetworkServers(() -> this.loops, Schedulers.boundedElastic(), settings, this.bundles,
				this.events::add);
	}

	public NetworkServers servers() {
		return this.servers;
	}

	NetworkClients clients() {
		return clients((host) -> Mono.error(new UnknownHostException("no such host")));
	}

	NetworkClients clients(NameLookup names) {
		return new NetworkClients(this.servers, this.bundles, names);
	}

	/** How many sockets are open that were opened here, those that listen included. */
	long sockets() {
		return this.opened.stream().filter(Channel::isOpen).count();
	}

	public NetworkServer start(Listener listener, ProtocolFactory protocols) {
		return start(this.servers.stream("test", listener, protocols));
	}

	<L extends PortListener> L start(L listener) {
		this.started.add(listener);
		listener.start();
		return listener;
	}

	public static Listener anyPort() {
		return Listener.on("network.test", 0);
	}

	public static int port(NetworkListener listener) {
		if (listener.address() instanceof InetSocketAddress address) {
			return address.getPort();
		}
		throw new AssertionError(listener.name() + " is not listening");
	}

	public static Socket connect(NetworkListener listener) throws IOException {
		return connect(listener, "127.0.0.1");
	}

	public static Socket connect(NetworkListener listener, String from) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(from, 0));
		socket.setSoTimeout(10_000);
		socket.connect(new InetSocketAddress("127.0.0.1", port(listener)), 10_000);
		return socket;
	}

	@Override
	public void close() {
		this.started.forEach(PortListener::stop);
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
	}

	/** Notes the channels that are made. */
	private final class RecordingLoops implements LoopResources {

		private final LoopResources loops;

		RecordingLoops(LoopResources loops) {
			this.loops = loops;
		}

		@Override
		public EventLoopGroup onServer(boolean useNative) {
			return this.loops.onServer(useNative);
		}

		@Override
		public EventLoopGroup onServerSelect(boolean useNative) {
			return this.loops.onServerSelect(useNative);
		}

		@Override
		public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
			C channel = this.loops.onChannel(type, group);
			ServerFixture.this.opened.add(channel);
			return channel;
		}

		@Override
		public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
			return this.loops.disposeLater(quietPeriod, timeout);
		}

	}

}
