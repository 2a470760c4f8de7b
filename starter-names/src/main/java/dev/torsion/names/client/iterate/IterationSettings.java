package dev.torsion.names.client.iterate;

/**
 * How far an iteration goes.
 *
 * @param port the port of all authorities, 53 but in tests
 * @param loopback whether authorities on this machine are asked, which no delegation of
 * the Internet has a reason for
 * @param ipv6 whether authorities are asked over IPv6 too
 * @param maxDepth how deep the addresses of name servers may depend on other name servers
 * @param maxSent most queries of one iteration, those for addresses of name servers aside
 * @param maxTargets most names of servers of one delegation that are looked up
 * @param maxMissingTargets how many of these may have no address before the delegation is
 * given up (NXNSAttack)
 * @param maxServers most name servers of one delegation that are taken notice of
 */
public record IterationSettings(int port, boolean loopback, boolean ipv6, int maxDepth, int maxSent, int maxTargets,
		int maxMissingTargets, int maxServers) {

	/** What other resolvers have. */
	public static final IterationSettings DEFAULTS = new IterationSettings(53, false, false, 7, 32, 16, 5, 20);

}
