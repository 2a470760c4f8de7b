package dev.torsion.net;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes listeners that run on the application's event loops. What it returns is meant to
 * be declared as a bean, and does nothing until that is started.
 */
public final class NetworkServers {

	private final NetworkRuntime runtime;

	private final SslBundles bundles;

	/**
	 * Creates the factory.
	 * @param loops the event loops; asked for at every start
	 * @param blocking where blocking work runs
	 * @param settings what all listeners have in common
	 * @param bundles the application's SSL bundles
	 * @param events where a started listener is announced
	 */
	public NetworkServers(Supplier<LoopResources> loops, Scheduler blocking, NetworkSettings settings,
			SslBundles bundles, ApplicationEventPublisher events) {
		this.runtime = new NetworkRuntime(new CurrentLoops(loops), blocking, settings, events);
		this.bundles = bundles;
	}

	/**
	 * A listener for streams, each connection of which is a conversation.
	 * @param name the name of the listener, unique in the application
	 * @param listener where and how it listens
	 * @param protocols opens the conversations
	 * @return the listener
	 */
	public NetworkServer stream(String name, Listener listener, ProtocolFactory protocols) {
		return new NetworkServer(name, listener, this.runtime, protocols);
	}

	/**
	 * A listener for streams whose pipeline the caller sets up, for a library that brings
	 * its own handlers or where the last microsecond counts. Limits, implicit TLS,
	 * metrics and the lifecycle are as with {@link #stream}; reading (automatic reading
	 * is off), the idle timeout and the goodbye are the handlers' own.
	 * @param name the name of the listener, unique in the application
	 * @param listener where and how it listens
	 * @param initializer adds handlers to the pipeline of a new connection
	 * @return the listener
	 */
	public NetworkServer channels(String name, Listener listener, Consumer<Channel> initializer) {
		return new NetworkServer(name, listener, this.runtime, initializer);
	}

	/**
	 * A bootstrap of Netty's on the application's loops, for listeners that come and go
	 * while it runs. What becomes of its channels, their limits and their end are the
	 * caller's.
	 * @return a new bootstrap for ports of TCP
	 */
	public ServerBootstrap bootstrap() {
		EventLoopGroup acceptors = this.runtime.acceptors();
		return new ServerBootstrap().group(acceptors, this.runtime.workers())
			.channelFactory(() -> this.runtime.channel(ServerSocketChannel.class, acceptors));
	}

	/**
	 * A listener for datagrams.
	 * @param name the name of the listener, unique in the application
	 * @param listener where and how it listens; what it says of connections, idle time
	 * and TLS has no meaning here, but {@code maxConnections} limits how many datagrams
	 * may be waiting for their answers
	 * @param protocol answers them
	 * @return the listener
	 */
	public DatagramServer datagrams(String name, Listener listener, DatagramProtocol protocol) {
		return datagrams(name, listener, DatagramServer.MAX_DATAGRAM, protocol);
	}

	/**
	 * A listener for short datagrams, many of which are read in one call where the kernel
	 * offers that.
	 * @param name the name of the listener, unique in the application
	 * @param listener where and how it listens, as above
	 * @param maxLength the longest datagram that is read, in bytes; more is cut off
	 * @param protocol answers them
	 * @return the listener
	 */
	public DatagramServer datagrams(String name, Listener listener, int maxLength, DatagramProtocol protocol) {
		return new DatagramServer(name, listener, this.runtime, maxLength, protocol);
	}

	/**
	 * The TLS of a listener by the name of an SSL bundle.
	 * @param property the property that names the bundle, for a failure text
	 * @param bundle the name of the bundle; {@code null} or blank for no TLS
	 * @return the TLS, or {@code null} for none
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such bundle, or it cannot serve
	 */
	public @Nullable TlsContext tls(String property, @Nullable String bundle) {
		return (bundle == null || bundle.isBlank()) ? null : tls(TlsContext.TlsSettings.of(property, bundle));
	}

	/**
	 * The TLS of a listener with several certificates, or those of clients.
	 * @param settings which bundles to use, and how
	 * @return the TLS
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such bundle, or it cannot serve
	 */
	public TlsContext tls(TlsContext.TlsSettings settings) {
		return new TlsContext(this.bundles, settings, this.runtime.settings().handshakeTimeout());
	}

	/**
	 * The event loop for work that belongs to no connection.
	 * @return the event loop
	 */
	public EventLoop eventLoop() {
		return this.runtime.anyEventLoop();
	}

	/**
	 * The connection under a request to the application's web server.
	 * @param nativeRequest the request as Reactor Netty has it: what
	 * {@code ServerHttpRequestDecorator.getNativeRequest} gives
	 * @return the connection
	 * @throws IllegalArgumentException if the web server is another one
	 */
	public HttpConnection connection(Object nativeRequest) {
		if (nativeRequest instanceof reactor.netty.Connection request) {
			Channel channel = request.channel();
			return new HttpConnection(channel, this.runtime.eventLoop(channel.eventLoop()));
		}
		throw new IllegalArgumentException("Not a request of Reactor Netty: " + nativeRequest.getClass());
	}

	/**
	 * The look-up of host names on these event loops.
	 * @return the look-up, to be closed if it is {@link AutoCloseable}
	 */
	public NameLookup nameLookup() {
		return new DnsLookup(this.runtime);
	}

	NetworkRuntime runtime() {
		return this.runtime;
	}

}
