package dev.torsion.names.autoconfigure.resolver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.torsion.names.client.ClientSettings;
import dev.torsion.names.client.RecursionHandler;
import dev.torsion.names.client.cache.CacheSettings;
import dev.torsion.names.client.iterate.IterationSettings;
import dev.torsion.names.client.upstream.UpstreamSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the resolver.
 *
 * @param enabled whether the application looks names up by this resolver, and not by
 * Netty's
 * @param forward comma-separated list of the resolvers to ask, such as '192.0.2.53',
 * '192.0.2.53:5353' or '[2001:db8::53]:5353'; those of resolv-conf if empty. If set, the
 * server offers recursion
 * @param iterate whether answers are found from the root on rather than by asking other
 * resolvers. If so, the server offers recursion
 * @param rootHints file of the servers of the root, in the place of those that are built
 * in
 * @param allow comma-separated list of the clients that the server offers recursion to:
 * addresses, blocks such as '10.0.0.0/8', or 'loopback', 'private' and 'any'
 * @param ssl TLS to the resolvers of 'forward'
 * @param hosts hosts file, which is asked first
 * @param resolvConf file of the resolvers and of the domains in which hosts are looked
 * for
 * @param privateReverse whether others are asked for the names of addresses of private
 * networks
 * @param rebinding protection from names of the Internet with private addresses
 * @param cache what is remembered
 * @param upstream how other servers are asked
 * @param iteration iteration from the root on
 * @param limits limits that keep one query from costing much
 */
@ConfigurationProperties("network.names.resolver")
public record ResolverProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> forward,
		@DefaultValue("false") boolean iterate, @Nullable String rootHints,
		@DefaultValue("loopback") List<String> allow, @DefaultValue Ssl ssl, @DefaultValue("/etc/hosts") Path hosts,
		@DefaultValue("/etc/resolv.conf") Path resolvConf, @DefaultValue("false") boolean privateReverse,
		@DefaultValue Rebinding rebinding, @DefaultValue Cache cache, @DefaultValue Upstream upstream,
		@DefaultValue Iteration iteration, @DefaultValue Limits limits) {

	/** Whether the operator has asked for a resolver for others. */
	boolean offersRecursion() {
		return this.iterate || !this.forward.isEmpty();
	}

	/**
	 * TLS to the resolvers that are asked, RFC 7858.
	 *
	 * @param serverName name that their certificates must be for; no TLS if not set. Then
	 * the port is 853 unless another is named
	 * @param bundle SSL bundle with whom to trust; whom the JVM trusts if not set
	 */
	public record Ssl(@Nullable String serverName, @Nullable String bundle) {

	}

	/**
	 * Protection from names of the Internet with private addresses.
	 *
	 * @param enabled whether private addresses are taken out of what others answer
	 * @param allowed comma-separated list of the domains whose names may have them
	 */
	public record Rebinding(@DefaultValue("false") boolean enabled, @DefaultValue List<String> allowed) {

	}

	/**
	 * What is remembered.
	 *
	 * @param maxSize about how much memory it may take
	 * @param maxTtl longest time for records
	 * @param maxNegativeTtl longest time for names and types that do not exist
	 * @param maxStale how long after its time something may still be answered when
	 * nothing better is to be had
	 * @param staleAfter how long somebody waits for an answer before he gets one whose
	 * time is over
	 * @param failureTtl how long a question that nobody could answer is not asked again
	 */
	public record Cache(@DefaultValue("16MB") DataSize maxSize, @DefaultValue("1d") Duration maxTtl,
			@DefaultValue("3h") Duration maxNegativeTtl, @DefaultValue("1d") Duration maxStale,
			@DefaultValue("1800ms") Duration staleAfter, @DefaultValue("5s") Duration failureTtl) {

		CacheSettings settings() {
			return new CacheSettings(this.maxSize, this.maxTtl, this.maxNegativeTtl, this.maxStale, this.failureTtl);
		}

	}

	/**
	 * How other servers are asked.
	 *
	 * @param timeout how long a server is waited for at least before the next is asked
	 * @param attempts how often each server is asked
	 * @param maxQueries most queries that wait for an answer at a time
	 * @param maxQueriesPerServer most of these to one server
	 * @param maxNearMisses how many wrong answers to one query are ignored before it is
	 * asked again over TCP
	 * @param idleTimeout how long a TCP connection is kept without a query
	 */
	public record Upstream(@DefaultValue("800ms") Duration timeout, @DefaultValue("2") int attempts,
			@DefaultValue("1000") int maxQueries, @DefaultValue("200") int maxQueriesPerServer,
			@DefaultValue("3") int maxNearMisses, @DefaultValue("10s") Duration idleTimeout) {

		UpstreamSettings settings() {
			return new UpstreamSettings(this.timeout, this.attempts, this.maxQueries, this.maxQueriesPerServer,
					this.maxNearMisses, this.idleTimeout);
		}

	}

	/**
	 * Iteration from the root on.
	 *
	 * @param port port of all authorities
	 * @param loopback whether authorities on this machine are asked
	 * @param ipv6 whether authorities are asked over IPv6 too
	 * @param maxDepth how deep the addresses of name servers may depend on other name
	 * servers
	 * @param maxSent most queries of one iteration
	 * @param maxTargets most name servers of one delegation that are looked up
	 * @param maxMissingTargets how many of these may have no address before the
	 * delegation is given up
	 * @param maxServers most name servers of one delegation that are taken notice of
	 */
	public record Iteration(@DefaultValue("53") int port, @DefaultValue("false") boolean loopback,
			@DefaultValue("false") boolean ipv6, @DefaultValue("7") int maxDepth, @DefaultValue("32") int maxSent,
			@DefaultValue("16") int maxTargets, @DefaultValue("5") int maxMissingTargets,
			@DefaultValue("20") int maxServers) {

		IterationSettings settings() {
			return new IterationSettings(this.port, this.loopback, this.ipv6, this.maxDepth, this.maxSent,
					this.maxTargets, this.maxMissingTargets, this.maxServers);
		}

	}

	/**
	 * Limits that keep one query from costing much.
	 *
	 * @param timeout how long one look-up may take in all
	 * @param maxLookups most names that are being looked up at a time
	 * @param maxQueriesPerAnswer most queries to other servers that one answer may cost
	 * @param discardTimeout how late an answer to a client over UDP may be
	 * @param maxWaitingPerAddress most queries of one client that wait for an answer
	 */
	public record Limits(@DefaultValue("10s") Duration timeout, @DefaultValue("1000") int maxLookups,
			@DefaultValue("200") int maxQueriesPerAnswer, @DefaultValue("1900ms") Duration discardTimeout,
			@DefaultValue("1000") int maxWaitingPerAddress) {

		ClientSettings client(Duration staleAfter) {
			return new ClientSettings(this.timeout, staleAfter, this.maxLookups, this.maxQueriesPerAnswer);
		}

		RecursionHandler.Limits server() {
			return new RecursionHandler.Limits(this.discardTimeout, this.maxWaitingPerAddress);
		}

	}

}
