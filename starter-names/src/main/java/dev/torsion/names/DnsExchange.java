package dev.torsion.names;

import java.net.InetSocketAddress;

import dev.torsion.names.wire.Edns;
import org.jspecify.annotations.Nullable;

/**
 * A query under way: what is asked, by whom and how. Immutable.
 *
 * @param question what is asked
 * @param client who asks; over UDP that is not proved
 * @param transport how the query came
 * @param listener the name of the listener, such as {@code names-udp}
 * @param recursionDesired whether the client wants recursion
 * @param checkingDisabled whether the client does without validation, RFC 4035
 * @param edns the EDNS of the query, {@code null} if it has none
 */
public record DnsExchange(DnsQuestion question, InetSocketAddress client, DnsTransport transport, String listener,
		boolean recursionDesired, boolean checkingDisabled, @Nullable Edns edns) {

	/**
	 * The same query with another question.
	 * @param question what is asked in its place
	 * @return the exchange
	 */
	public DnsExchange withQuestion(DnsQuestion question) {
		return new DnsExchange(question, this.client, this.transport, this.listener, this.recursionDesired,
				this.checkingDisabled, this.edns);
	}

}
