package dev.torsion.conch.algorithm;

import java.util.List;
import java.util.function.Function;

import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The algorithms that are offered, by their names on the wire, the preferred ones first.
 * Nothing is left out silently: a name that is unknown, or that the platform or a library
 * cannot serve, is a failure at the start.
 *
 * @param exchanges key exchanges
 * @param ciphers ciphers
 * @param macs MACs, for ciphers without authentication of their own
 * @param signatures signatures, of hosts and of users
 */
public record Algorithms(List<String> exchanges, List<String> ciphers, List<String> macs, List<String> signatures) {

	/**
	 * The key exchange that comes first: FIPS 203 and Curve25519.
	 */
	public static final String ML_KEM = "mlkem768x25519-sha256";

	public Algorithms {
		exchanges = List.copyOf(exchanges);
		ciphers = List.copyOf(ciphers);
		macs = List.copyOf(macs);
		signatures = List.copyOf(signatures);
	}

	/**
	 * These algorithms, others in the place of some.
	 * @param exchanges key exchanges, none to leave them
	 * @param ciphers ciphers, none to leave them
	 * @param macs MACs, none to leave them
	 * @param signatures signatures, none to leave them
	 * @return the algorithms
	 */
	public Algorithms with(List<String> exchanges, List<String> ciphers, List<String> macs, List<String> signatures) {
		return new Algorithms(exchanges.isEmpty() ? this.exchanges : exchanges,
				ciphers.isEmpty() ? this.ciphers : ciphers, macs.isEmpty() ? this.macs : macs,
				signatures.isEmpty() ? this.signatures : signatures);
	}

	/**
	 * Makes a server offer them.
	 * @param server the server
	 * @throws FailureAnalyzedException if one is unknown, or cannot be had
	 */
	public void offerBy(SshServer server) {
		offer(server, CheckedExchange::factory);
	}

	/**
	 * Makes a client offer them.
	 * @param client the client
	 * @throws FailureAnalyzedException if one is unknown, or cannot be had
	 */
	public void offerBy(SshClient client) {
		offer(client, ClientBuilder.DH2KEX);
	}

	private void offer(AbstractFactoryManager peer, Function<DHFactory, KeyExchangeFactory> role) {
		peer.setKeyExchangeFactories(
				found("key exchange", this.exchanges, BuiltinDHFactories::fromFactoryName).stream().map(role).toList());
		peer.setCipherFactories(List.copyOf(found("cipher", this.ciphers, BuiltinCiphers::fromFactoryName)));
		peer.setMacFactories(List.copyOf(found("MAC", this.macs, BuiltinMacs::fromFactoryName)));
		peer.setSignatureFactories(
				List.copyOf(found("signature", this.signatures, BuiltinSignatures::fromFactoryName)));
		peer.setCompressionFactories(List.of(BuiltinCompressions.none));
	}

	private static <T extends OptionalFeature> List<T> found(String kind, List<String> names,
			Function<String, @Nullable T> lookup) {
		return names.stream().map((name) -> {
			T found = lookup.apply(name);
			if (found == null) {
				throw new FailureAnalyzedException("There is no SSH %s '%s'.".formatted(kind, name),
						"Correct its name in network.conch.");
			}
			if (!found.isSupported()) {
				throw new FailureAnalyzedException(
						"The SSH %s '%s' is not to be had with these libraries.".formatted(kind, name),
						"Keep Bouncy Castle at the version this starter was made with, or name other algorithms in network.conch.");
			}
			return found;
		}).toList();
	}

}
