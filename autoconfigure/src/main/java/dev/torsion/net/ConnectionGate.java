package dev.torsion.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.net.proxy.ForeignHeader;
import dev.torsion.net.proxy.ProxyHeader;
import dev.torsion.net.unix.UnixSocket;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The one way into a listener: limits how many connections it has, in all and from one
 * address, learns from a proxy who the client is, and counts what connections carry. An
 * IPv6 address stands for its /64, which is what one host can have. Safe for use by many
 * threads.
 */
public final class ConnectionGate {

	/**
	 * The name of the handler that counts bytes, first in the pipeline of a connection.
	 */
	public static final String HANDLER = "torsion.connection";

	private final Admission rules;

	private final Traffic traffic = new Traffic();

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicInteger open = new AtomicInteger();

	private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

	/**
	 * Creates a gate.
	 * @param rules whom it lets in
	 */
	public ConnectionGate(Admission rules) {
		this.rules = rules;
	}

	/**
	 * Who sets up the pipeline of a connection.
	 */
	public interface Host {

		/**
		 * The connection may come in. Called on its event loop while its pipeline is set
		 * up or, behind a proxy, later; in both cases it has not become active for the
		 * handlers that are added now.
		 * @param connection the connection
		 */
		void admitted(Connection connection);

		/**
		 * The connection is to be told so, if at all, and closed.
		 * @param channel the connection
		 * @param limit the limit it has run into
		 */
		void refused(Channel channel, ConnectionError limit);

	}

	/**
	 * Receives a new channel. Called while its pipeline is being set up.
	 * @param channel the channel
	 * @param host told whether it is admitted
	 */
	public void receive(Channel channel, Host host) {
		if (isGone(channel)) {
			channel.close();
			return;
		}
		if (!enterAll()) {
			refuse(channel, host, ConnectionError.TOO_MANY_CONNECTIONS);
			return;
		}
		Connection connection = new Connection(channel, this.traffic);
		this.connections.add(connection);
		channel.pipeline().addFirst(HANDLER, connection);
		channel.closeFuture().addListener((closed) -> left(connection));
		SocketAddress socket = channel.remoteAddress();
		UnixSocket unixSocket = this.rules.unixSocket();
		if (unixSocket != null) {
			new Peer(unixSocket.address(), true).at(channel);
		}
		if (this.rules.proxies().contains(socket)) {
			ProxyHeader.await(channel.pipeline(), HANDLER, this.rules.headerTimeout(),
					new Introduction(connection, host));
		}
		else if (enter(connection, addressOf(socket), host) && this.rules.proxies().isAny()) {
			channel.pipeline()
				.addAfter(HANDLER, null, new ForeignHeader(() -> this.traffic.count(ConnectionError.PROXY)));
		}
	}

	private boolean enter(Connection connection, @Nullable Object address, Host host) {
		if (address != null && !enter(address)) {
			this.connections.remove(connection);
			refuse(connection.channel(), host, ConnectionError.TOO_MANY_FROM_ADDRESS);
			return false;
		}
		connection.countedFor(address);
		this.traffic.countAccepted();
		host.admitted(connection);
		return true;
	}

	private void left(Connection connection) {
		this.open.decrementAndGet();
		this.connections.remove(connection);
		Object address = connection.countedFor();
		if (address != null) {
			this.perAddress.computeIfPresent(address, (key, count) -> (count == 1) ? null : count - 1);
		}
	}

	/**
	 * What has been counted.
	 * @return the counters
	 */
	public Traffic traffic() {
		return this.traffic;
	}

	/**
	 * The connections that are open now.
	 * @return a live view
	 */
	public Collection<Connection> connections() {
		return Collections.unmodifiableSet(this.connections);
	}

	/**
	 * A peer that has reset its connection before it was accepted has no address any more
	 * (io_uring asks for it afterwards), and could be taken for one by a unix socket.
	 */
	private static boolean isGone(Channel channel) {
		return channel.remoteAddress() == null && channel.localAddress() instanceof InetSocketAddress;
	}

	private boolean enterAll() {
		int before = this.open.getAndUpdate((count) -> Math.min(count + 1, this.rules.maxConnections()));
		return before < this.rules.maxConnections();
	}

	private boolean enter(Object address) {
		int[] before = new int[1];
		this.perAddress.compute(address, (key, count) -> {
			before[0] = (count != null) ? count : 0;
			return (before[0] < this.rules.maxConnectionsPerAddress()) ? Integer.valueOf(before[0] + 1) : count;
		});
		return before[0] < this.rules.maxConnectionsPerAddress();
	}

	private void refuse(Channel channel, Host host, ConnectionError limit) {
		this.traffic.count(limit);
		host.refused(channel, limit);
	}

	/**
	 * What limits for one address count by: the address, or the /64 of one of IPv6.
	 * @param peer the address of a peer
	 * @return something equal for peers that count as one, or {@code null} for a peer
	 * without address
	 */
	public static @Nullable Object addressOf(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress socketAddress)) {
			return null;
		}
		InetAddress address = socketAddress.getAddress();
		if (address instanceof Inet6Address) {
			return ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), 8));
		}
		return address;
	}

	/**
	 * What a proxy has to say. The proxy itself, and clients that it does not name, are
	 * not limited by their address, which is that of the proxy.
	 */
	private final class Introduction implements ProxyHeader.Reception {

		private final Connection connection;

		private final Host host;

		Introduction(Connection connection, Host host) {
			this.connection = connection;
			this.host = host;
		}

		@Override
		public boolean arrived(ProxyHeader.Client client) {
			Channel channel = this.connection.channel();
			Peer proxy = Peer.of(channel);
			InetSocketAddress address = client.address();
			if (!client.proxy()) {
				new Peer((address != null) ? address : proxy.address(), proxy.isLocal() && Peer.isLoopback(address))
					.at(channel);
			}
			return enter(this.connection, addressOf(address), this.host);
		}

		@Override
		public void failed() {
			ConnectionGate.this.traffic.count(ConnectionError.PROXY);
		}

	}

}
