package dev.torsion.names.client;

import java.util.function.UnaryOperator;

import reactor.netty.http.client.HttpClient;

/**
 * Makes an HTTP client find hosts by the application's resolver.
 */
public final class ResolvedHttpClient implements UnaryOperator<HttpClient> {

	private final DnsClientResolverGroup resolver;

	/**
	 * Creates the change.
	 * @param resolver finds hosts
	 */
	public ResolvedHttpClient(DnsClientResolverGroup resolver) {
		this.resolver = resolver;
	}

	@Override
	public HttpClient apply(HttpClient client) {
		return client.resolver(this.resolver);
	}

}
