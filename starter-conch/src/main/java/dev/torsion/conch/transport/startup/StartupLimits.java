package dev.torsion.conch.transport.startup;

import dev.torsion.net.address.AddressRanges;

/**
 * Who may begin a connection. Addresses are those of clients, also behind a proxy; one of
 * IPv6 stands for its /64.
 *
 * @param maxStartups how many connections may be without a login
 * @param perSource how many of them from one address. Fewer than the number from which on
 * they are refused, so that one address alone takes nothing from the others
 * @param perSecond how many connections one address may make in a second, 0 for any
 * number
 * @param penalties what an address has to wait for what came from it
 * @param exempt addresses for which only {@code maxStartups} counts
 */
public record StartupLimits(MaxStartups maxStartups, int perSource, int perSecond, Penalties penalties,
		AddressRanges exempt) {

}
