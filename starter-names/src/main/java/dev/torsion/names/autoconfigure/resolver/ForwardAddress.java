package dev.torsion.names.autoconfigure.resolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.names.client.upstream.UpstreamServer;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The address of a resolver to ask, as properties have it.
 */
final class ForwardAddress {

	private static final int PORT = 53;

	private static final int TLS_PORT = 853;

	/** An address, in brackets if it has colons and a port behind another one. */
	private static final Pattern ADDRESS = Pattern
		.compile("\\[([^\\]]+)\\](?:[:#](\\d{1,5}))?|([^#:]+)(?:[:#](\\d{1,5}))?|([^#]+:[^#]*)(?:#(\\d{1,5}))?");

	private ForwardAddress() {
	}

	/**
	 * Reads an address.
	 * @param text the address, with or without a port
	 * @param tlsName the name that the certificate must be for, {@code null} for no TLS
	 * @return the server
	 * @throws FailureAnalyzedException if it is none
	 */
	static UpstreamServer parse(String text, @Nullable String tlsName) {
		Matcher matcher = ADDRESS.matcher(text.strip());
		if (matcher.matches()) {
			int otherwise = (tlsName != null) ? TLS_PORT : PORT;
			for (int group = 1; group <= 5; group += 2) {
				if (matcher.group(group) != null) {
					String port = matcher.group(group + 1);
					return server(text, matcher.group(group), (port != null) ? Integer.parseInt(port) : otherwise,
							tlsName);
				}
			}
		}
		throw failure(text);
	}

	private static UpstreamServer server(String text, String host, int port, @Nullable String tlsName) {
		byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
		if (address == null || port < 1 || port > 65_535) {
			throw failure(text);
		}
		try {
			return new UpstreamServer(new InetSocketAddress(InetAddress.getByAddress(address), port), tlsName);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static FailureAnalyzedException failure(String text) {
		return new FailureAnalyzedException(
				"'" + text + "' in network.names.resolver.forward is not the address of a resolver.",
				"Name IP addresses there, with a port if that is not 53 (853 with TLS): 192.0.2.53, 192.0.2.53:5353, "
						+ "2001:db8::53 or [2001:db8::53]:5353.");
	}

}
