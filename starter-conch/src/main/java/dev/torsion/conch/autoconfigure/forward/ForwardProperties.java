package dev.torsion.conch.autoconfigure.forward;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.torsion.conch.forward.ForwardLimits;
import dev.torsion.conch.forward.ForwardRule;
import dev.torsion.conch.forward.ForwardRules;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of forwarded ports. Nothing is forwarded that is not named here.
 *
 * @param local where who has a role may forward connections to ('ssh -L', '-D', '-J')
 * @param remote what may be listened on for who has a role ('ssh -R')
 * @param maxListeners most ports that are listened on for one connection of a client
 * @param maxConnections most forwarded connections at a time over one connection of a
 * client
 * @param connectTimeout how long the look-up of a name may take, and then each of its
 * addresses to accept the connection
 */
@ConfigurationProperties("network.conch.forwarding")
public record ForwardProperties(@DefaultValue List<Local> local, @DefaultValue List<Remote> remote,
		@DefaultValue("10") int maxListeners, @DefaultValue("100") int maxConnections,
		@DefaultValue("10s") Duration connectTimeout) {

	private static final String PREFIX = "network.conch.forwarding.";

	ForwardRules rules() {
		return new ForwardRules(rules("local", this.local, Local::role, Local::to),
				rules("remote", this.remote, Remote::role, Remote::listen));
	}

	private static <T> List<ForwardRule> rules(String name, List<T> rules, Function<T, @Nullable String> role,
			Function<T, @Nullable String> place) {
		return IntStream.range(0, rules.size())
			.mapToObj((i) -> ForwardRule.of(PREFIX + name + "[" + i + "]", text(role.apply(rules.get(i))),
					text(place.apply(rules.get(i)))))
			.toList();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	ForwardLimits limits() {
		return new ForwardLimits(this.maxListeners, this.maxConnections, this.connectTimeout);
	}

	/**
	 * Where connections may be forwarded to.
	 *
	 * @param role role that is needed, without ROLE_
	 * @param to host and ports: a name, address, block of addresses or '*', which leaves
	 * out loopback and private addresses; and a port, range of ports or '*'
	 */
	public record Local(@Nullable String role, @Nullable String to) {

	}

	/**
	 * What may be listened on.
	 *
	 * @param role role that is needed, without ROLE_
	 * @param listen address and ports: 'localhost', an address or '*'; and a port, range
	 * of ports or '*', which leaves out those below 1024
	 */
	public record Remote(@Nullable String role, @Nullable String listen) {

	}

}
