package dev.torsion.conch.auth.key;

import java.net.SocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.wire.Certificate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which keys may be used, and for what.
 *
 * @param environment which variables a key may set, by their names
 * @param revoked keys that may not be used any more
 * @param clock the time
 */
public record KeyRules(Predicate<String> environment, RevokedKeys revoked, Clock clock) {

	private static final Log logger = LogFactory.getLog(KeyRules.class);

	private static final int MAX_TOLD = 1000;

	private static final Set<String> told = ConcurrentHashMap.newKeySet();

	/**
	 * The use of a key, if it may be used at all.
	 * @param presented the key
	 * @param name the name of the account
	 * @param peer the address of the peer, {@code null} if it is not known
	 * @param signature its signature, {@code null} if it has not signed yet
	 * @return the use, {@code null} if there is none for this key, whoever lists it
	 */
	public @Nullable KeyUse use(PresentedKey presented, String name, @Nullable SocketAddress peer,
			@Nullable KeySignature signature) {
		if (this.revoked.has(presented)) {
			return null;
		}
		Certificate certificate = presented.certificate();
		if (certificate == null) {
			return new KeyUse(this, presented, name, peer, signature, null);
		}
		try {
			KeyOptions options = CertificateOptions.of(certificate);
			boolean usable = CertificateOptions.isGenuine(certificate, this.clock.instant())
					&& options.permit(peer, this.clock.instant());
			return usable ? new KeyUse(this, presented, name, peer, signature, options) : null;
		}
		catch (IllegalArgumentException ex) {
			refuse(presented, ex);
			return null;
		}
	}

	SshRestrictions permitted(SshRestrictions wished) {
		Map<String, String> environment = wished.environment()
			.entrySet()
			.stream()
			.filter((variable) -> this.environment.test(variable.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return new SshRestrictions(wished.forcedCommand(), wished.pty(), wished.forwarding(), wished.permitOpen(),
				wished.permitListen(), environment);
	}

	static void refuse(PresentedKey presented, IllegalArgumentException cause) {
		String key = presented.fingerprint();
		if (told.size() < MAX_TOLD && told.add(key + cause.getMessage())) {
			logger.warn("The key %s is refused, because it has %s".formatted(key, cause.getMessage()));
		}
	}

}
