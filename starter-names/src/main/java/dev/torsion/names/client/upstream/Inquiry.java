package dev.torsion.names.client.upstream;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import dev.torsion.names.DnsQuestion;
import org.xbill.DNS.Message;

/**
 * Something to be asked of one of several servers.
 *
 * @param servers the servers, any of which may answer
 * @param question what is asked
 * @param recursionDesired whether the server is to look further
 * @param useful whether an answer is of use; if it is not, the next server is asked
 * @param permit asked before each query that is sent; {@code false} for no more of them
 */
public record Inquiry(List<UpstreamServer> servers, DnsQuestion question, boolean recursionDesired,
		Predicate<Message> useful, BooleanSupplier permit) {

}
