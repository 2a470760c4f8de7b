package dev.torsion.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections a listener has, in all and from one address, and counts
 * what they carry. An IPv6 address stands for its /64, which is what one host can have.
 * Safe for use by many threads.
 */
public final class ConnectionGate {

	/**
	 * The name of the handler that counts bytes, first in the pipeline of a connection.
	 */
	public static final String HANDLER = "torsion.connection";

	private final int maxConnections;

	private final int maxConnectionsPerAddress;

	private final Traffic traffic = new Traffic();

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicInteger open = new AtomicInteger();

	private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

	/**
	 * Creates a gate.
	 * @param maxConnections the most connections at a time
	 * @param maxConnectionsPerAddress the most connections at a time from one address
	 */
	public ConnectionGate(int maxConnections, int maxConnectionsPerAddress) {
		this.maxConnections = maxConnections;
		this.maxConnectionsPerAddress = maxConnectionsPerAddress;
	}

	/**
	 * Admits a new channel if the limits allow, and counts it until it is closed. Called
	 * while its pipeline is being set up; a channel that is not admitted is left as it
	 * is, for the caller to close.
	 * @param channel the channel
	 * @return {@code null} if it was admitted, or else the limit it ran into
	 */
	public @Nullable ConnectionError admit(Channel channel) {
		Object address = addressOf(channel);
		if (!enterAll()) {
			return refuse(ConnectionError.TOO_MANY_CONNECTIONS);
		}
		if (address != null && !enter(address)) {
			this.open.decrementAndGet();
			return refuse(ConnectionError.TOO_MANY_FROM_ADDRESS);
		}
		Connection connection = new Connection(channel, this.traffic);
		this.connections.add(connection);
		this.traffic.countAccepted();
		ChannelPipeline pipeline = channel.pipeline();
		pipeline.addFirst(HANDLER, connection);
		channel.closeFuture().addListener((closed) -> {
			this.open.decrementAndGet();
			this.connections.remove(connection);
			if (address != null) {
				this.perAddress.computeIfPresent(address, (key, count) -> (count == 1) ? null : count - 1);
			}
		});
		return null;
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

	private boolean enterAll() {
		int before = this.open.getAndUpdate((count) -> Math.min(count + 1, this.maxConnections));
		return before < this.maxConnections;
	}

	private boolean enter(Object address) {
		int[] before = new int[1];
		this.perAddress.compute(address, (key, count) -> {
			before[0] = (count != null) ? count : 0;
			return (before[0] < this.maxConnectionsPerAddress) ? Integer.valueOf(before[0] + 1) : count;
		});
		return before[0] < this.maxConnectionsPerAddress;
	}

	private ConnectionError refuse(ConnectionError error) {
		this.traffic.count(error);
		return error;
	}

	private static @Nullable Object addressOf(Channel channel) {
		if (!(channel.remoteAddress() instanceof InetSocketAddress socketAddress)) {
			return null;
		}
		InetAddress address = socketAddress.getAddress();
		if (address instanceof Inet6Address) {
			return ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), 8));
		}
		return address;
	}

}
