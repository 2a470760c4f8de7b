package dev.torsion.net;

import java.net.InetAddress;
import java.util.List;

import reactor.core.publisher.Mono;

/**
 * Finds the addresses of a host, without blocking. By default that is Netty's resolver,
 * which asks the name servers of {@code /etc/resolv.conf} after a look into
 * {@code /etc/hosts}; declare a bean of this type to replace it.
 */
@FunctionalInterface
public interface NameLookup {

	/**
	 * Finds the addresses of a host.
	 * @param host the name, which is no IP address
	 * @return all its addresses, the preferred ones of each family first; fails with an
	 * {@link java.net.UnknownHostException} if there are none
	 */
	Mono<List<InetAddress>> addresses(String host);

}
