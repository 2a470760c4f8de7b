package dev.torsion.names.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import dev.torsion.net.NameLookup;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * Makes clients of Netty and Reactor Netty find hosts by the application's resolver.
 */
public final class DnsClientResolverGroup extends AddressResolverGroup<InetSocketAddress> {

	private final NameLookup names;

	/**
	 * Creates the group.
	 * @param names finds the addresses of hosts
	 */
	public DnsClientResolverGroup(NameLookup names) {
		this.names = names;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new Lookup(executor, this.names).asAddressResolver();
	}

	/** The resolver of one event loop. */
	private static final class Lookup extends InetNameResolver {

		private final NameLookup names;

		Lookup(EventExecutor executor, NameLookup names) {
			super(executor);
			this.names = names;
		}

		@Override
		protected void doResolve(String host, Promise<InetAddress> promise) {
			this.names.addresses(host).subscribe((found) -> promise.trySuccess(found.get(0)), promise::tryFailure);
		}

		@Override
		protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
			this.names.addresses(host).subscribe(promise::trySuccess, promise::tryFailure);
		}

	}

}
