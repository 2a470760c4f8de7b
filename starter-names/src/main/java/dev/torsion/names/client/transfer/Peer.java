package dev.torsion.names.client.transfer;

import java.net.InetSocketAddress;

import dev.torsion.names.tsig.TsigKey;
import org.jspecify.annotations.Nullable;

/**
 * A server that zones are copied from, or that is told of changes.
 *
 * @param address where it is
 * @param key signs what is exchanged, {@code null} for nothing
 */
public record Peer(InetSocketAddress address, @Nullable TsigKey key) {

	@Override
	public String toString() {
		return this.address.getAddress().getHostAddress() + " port " + this.address.getPort();
	}

}
