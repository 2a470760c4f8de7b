package dev.torsion.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, which its socket alone does not tell if there
 * is a proxy on the way, or no address.
 *
 * @param address the address
 * @param isLocal whether nothing on the way leaves this machine
 */
record Peer(SocketAddress address, boolean isLocal) {

	private static final AttributeKey<Peer> KEY = AttributeKey.valueOf(Peer.class, "peer");

	static Peer of(Channel channel) {
		Attribute<Peer> known = channel.attr(KEY);
		Peer peer = known.get();
		return (peer != null) ? peer : new Peer(channel.remoteAddress(), isLoopback(channel.remoteAddress()));
	}

	/** To be known as the peer of the channel from now on. */
	void at(Channel channel) {
		channel.attr(KEY).set(this);
	}

	static boolean isLoopback(@Nullable SocketAddress address) {
		return address instanceof InetSocketAddress inet && inet.getAddress() != null
				&& inet.getAddress().isLoopbackAddress();
	}

}
