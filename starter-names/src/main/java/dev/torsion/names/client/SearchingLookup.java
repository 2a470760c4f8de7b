package dev.torsion.names.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import dev.torsion.names.DnsClient;
import dev.torsion.names.client.local.HostsFile;
import dev.torsion.names.client.local.ResolvConf;
import dev.torsion.net.NameLookup;
import io.netty.util.NetUtil;
import reactor.core.publisher.Mono;

/**
 * Finds hosts as the machine would: in its search domains too, which names in clusters of
 * containers live by.
 */
public final class SearchingLookup implements NameLookup {

	private final DnsClient client;

	private final ResolvConf conf;

	private final HostsFile hosts;

	/**
	 * Creates the look-up.
	 * @param client looks names up
	 * @param conf where names are looked for
	 * @param hosts hosts that are looked for nowhere else
	 */
	public SearchingLookup(DnsClient client, ResolvConf conf, HostsFile hosts) {
		this.client = client;
		this.conf = conf;
		this.hosts = hosts;
	}

	@Override
	public Mono<List<InetAddress>> addresses(String host) {
		Mono<List<InetAddress>> found = Mono.error(() -> new UnknownHostException(host));
		List<String> candidates = isKnown(host) ? List.of(host) : this.conf.candidates(host);
		for (int i = 0; i < candidates.size(); i++) {
			String candidate = candidates.get(i);
			Mono<List<InetAddress>> next = this.client.addresses(candidate);
			// What is said about the name itself is worth more than that about a guess
			found = (i == 0) ? next : found.onErrorResume(UnknownHostException.class,
					(ex) -> next.onErrorMap((another) -> candidate.equals(host) ? another : ex));
		}
		return found;
	}

	private boolean isKnown(String host) {
		return host.equalsIgnoreCase("localhost") || NetUtil.isValidIpV4Address(host)
				|| NetUtil.isValidIpV6Address(host) || this.hosts.contains(host);
	}

}
