package dev.torsion.names.session.control;

import java.net.InetAddress;

import dev.torsion.names.session.Origin;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * A request whose signature, if it has one, is right.
 *
 * @param message the request
 * @param bytes the same as it came, without the signature
 * @param origin where it comes from, with the room that the answer leaves for its
 * signature
 * @param key the name of the key that has signed it, {@code null} if none has
 */
public record ControlRequest(Message message, byte[] bytes, Origin origin, @Nullable Name key) {

	/**
	 * Who has sent it.
	 * @return the address, which is not proved over UDP
	 */
	public InetAddress client() {
		return this.origin.client().getAddress();
	}

	@Override
	public String toString() {
		return client().getHostAddress() + ((this.key != null) ? " with key " + this.key.toString(true) : "");
	}

}
