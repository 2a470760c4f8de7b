package dev.torsion.names.test;

import dev.torsion.names.DnsTransport;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A query that a {@link MockDns} has received.
 *
 * @param name the name that was asked for, in the case of the client; names are equal
 * whatever their case
 * @param type the type, as in {@link Type}
 * @param transport how it came
 * @param message the whole of it
 */
public record MockQuery(Name name, int type, DnsTransport transport, Message message) {

	@Override
	public String toString() {
		return this.name + " " + Type.string(this.type) + " over " + this.transport;
	}

}
