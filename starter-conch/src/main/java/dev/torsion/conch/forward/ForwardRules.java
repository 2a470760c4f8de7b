package dev.torsion.conch.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.SshLogin;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Who may forward what where. Immutable.
 */
public final class ForwardRules {

	/**
	 * Nobody may forward anything.
	 */
	public static final ForwardRules NONE = new ForwardRules(List.of(), List.of());

	private static final InetAddress LOOPBACK = NetUtil.LOCALHOST4;

	private static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "::1");

	private static final Set<String> WILDCARDS = Set.of("", "*", "0.0.0.0", "::");

	private static final int MAX_PORT = 65_535;

	private final List<ForwardRule> local;

	private final List<ForwardRule> remote;

	/**
	 * Creates the rules.
	 * @param local where connections of clients may be forwarded to
	 * @param remote what may be listened on for clients
	 */
	public ForwardRules(List<ForwardRule> local, List<ForwardRule> remote) {
		this.local = List.copyOf(local);
		this.remote = List.copyOf(remote);
	}

	/**
	 * Whether it is worth to look the name of a host up, which strangers must not make us
	 * do.
	 * @param login who asks
	 * @param host the host, as it was asked for
	 * @param port the port
	 * @return whether some address of it may be allowed
	 */
	public boolean mayOpen(SshLogin login, String host, int port) {
		String name = Place.normalized(host);
		return login.restrictions().forwarding() && port > 0 && port <= MAX_PORT
				&& Permits.allow(login.restrictions().permitOpen(), List.of(name), port)
				&& this.local.stream()
					.anyMatch((rule) -> rule.isFor(login.authentication()) && rule.place().ports().contains(port)
							&& rule.place().mayBe(name));
	}

	/**
	 * Whether a connection may be forwarded to an address.
	 * @param login who asks
	 * @param host the host, as it was asked for
	 * @param address what it was found to be, which is what has to be connected to
	 * @return whether it may
	 */
	public boolean mayConnect(SshLogin login, String host, InetSocketAddress address) {
		String name = Place.normalized(host);
		return mayOpen(login, host, address.getPort()) && this.local.stream()
			.anyMatch((rule) -> rule.isFor(login.authentication()) && rule.place().ports().contains(address.getPort())
					&& leads(rule.place(), name, address.getAddress()));
	}

	private static boolean leads(Place place, String name, InetAddress address) {
		return place.isAnywhere() ? !GuardedAddresses.contain(address) : place.names(name, address);
	}

	/**
	 * Where to listen for a client: on the loopback address, unless a rule has another
	 * one.
	 * @param login who asks
	 * @param host the address, as it was asked for, see RFC 4254 section 7.1
	 * @param port the port, 0 for any
	 * @return the address to listen on, {@code null} if none is allowed
	 */
	public @Nullable InetSocketAddress listenAddress(SshLogin login, String host, int port) {
		String name = Place.normalized(host);
		if (!login.restrictions().forwarding() || port < 0 || port > MAX_PORT) {
			return null;
		}
		return this.remote.stream()
			.filter((rule) -> rule.isFor(login.authentication()) && rule.place().ports().isFree(port))
			.map((rule) -> address(rule.place(), name))
			.filter((address) -> address != null && isPermitted(login, name, address, port))
			.findFirst()
			.map((address) -> new InetSocketAddress(address, port))
			.orElse(null);
	}

	private static boolean isPermitted(SshLogin login, String name, InetAddress address, int port) {
		return Permits.allow(login.restrictions().permitListen(), List.of(name, address.getHostAddress()), port);
	}

	private static @Nullable InetAddress address(Place place, String name) {
		InetAddress wanted = wanted(name);
		if (place.isAnywhere() || wanted == null) {
			return wanted;
		}
		InetAddress ours = place.host().equals("localhost") ? LOOPBACK
				: NetUtil.createInetAddressFromIpAddressString(place.host());
		boolean narrowed = ours != null && wanted.isAnyLocalAddress() || ours != null && ours.equals(wanted);
		boolean local = ours != null && ours.isLoopbackAddress() && LOCALHOST.contains(name);
		return (narrowed || local) ? ours : null;
	}

	private static @Nullable InetAddress wanted(String name) {
		if (name.equals("localhost")) {
			return LOOPBACK;
		}
		return WILDCARDS.contains(name)
				? NetUtil.createInetAddressFromIpAddressString(name.equals("::") ? "::" : "0.0.0.0")
				: NetUtil.createInetAddressFromIpAddressString(name);
	}

}
