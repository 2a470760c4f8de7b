package dev.torsion.names.client;

import java.util.List;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding.Trust;
import dev.torsion.names.client.upstream.Inquiry;
import dev.torsion.names.client.upstream.UpstreamServer;
import dev.torsion.names.client.upstream.Upstreams;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import reactor.core.publisher.Mono;

/**
 * Asks other resolvers, which the operator trusts.
 */
public final class Forwarder implements Source {

	private final Upstreams upstreams;

	private final List<UpstreamServer> servers;

	/**
	 * Creates the forwarder.
	 * @param upstreams how servers are asked
	 * @param servers the resolvers, any of which may answer
	 */
	public Forwarder(Upstreams upstreams, List<UpstreamServer> servers) {
		this.upstreams = upstreams;
		this.servers = List.copyOf(servers);
	}

	@Override
	public Mono<List<Found>> fetch(DnsQuestion question, Budget budget) {
		return this.upstreams
			.ask(new Inquiry(this.servers, question, true, (answer) -> isUseful(question, answer), budget::spend))
			.map((answer) -> chain(question, answer));
	}

	/** A server that only refers to others is no resolver. */
	private static boolean isUseful(DnsQuestion question, Message answer) {
		boolean referral = !answer.getHeader().getFlag(Flags.RA) && answer.getSection(Section.ANSWER).isEmpty()
				&& new AnswerChain(answer, Trust.AUTHORITY).soa(question.name()) == null;
		return !referral && !chain(question, answer).isEmpty();
	}

	private static List<Found> chain(DnsQuestion question, Message answer) {
		return new AnswerChain(answer, Trust.AUTHORITY).all(question);
	}

}
