package dev.torsion.conch.auth.key;

import java.net.SocketAddress;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.cred.KeyCredentials;
import org.jspecify.annotations.Nullable;

/**
 * One use of one key: asked about the options that it is listed with, it remembers what
 * the first that may be used is limited to. A key is used as often as it is presented, so
 * that nothing of one that was only asked about is left when another signs.
 */
public final class KeyUse implements Predicate<String> {

	private final KeyRules rules;

	private final PresentedKey presented;

	private final String name;

	private final @Nullable SocketAddress peer;

	private final @Nullable KeySignature signature;

	private final @Nullable KeyOptions certified;

	private volatile @Nullable SshRestrictions restrictions;

	KeyUse(KeyRules rules, PresentedKey presented, String name, @Nullable SocketAddress peer,
			@Nullable KeySignature signature, @Nullable KeyOptions certified) {
		this.rules = rules;
		this.presented = presented;
		this.name = name;
		this.peer = peer;
		this.signature = signature;
		this.certified = certified;
	}

	/**
	 * What the portal is asked about.
	 * @return the key that has to be listed for the account
	 */
	public KeyCredentials credentials() {
		return new KeyCredentials(this.name, this.presented.listed(), this);
	}

	/**
	 * What the key is limited to.
	 * @return the restrictions; those of nobody before the portal has let it in
	 */
	public SshRestrictions restrictions() {
		SshRestrictions known = this.restrictions;
		if (known == null) {
			throw new IllegalStateException("The key is not listed");
		}
		return known;
	}

	@Override
	public boolean test(String options) {
		try {
			KeyOptions usable = usable(KeyOptions.parse(options));
			if (usable != null) {
				this.restrictions = this.rules.permitted(usable.restrictions());
			}
			return usable != null;
		}
		catch (IllegalArgumentException ex) {
			KeyRules.refuse(this.presented, ex);
			return false;
		}
	}

	private @Nullable KeyOptions usable(KeyOptions listed) {
		Certificate certificate = this.presented.certificate();
		if (listed.authority() != (certificate != null) || !listed.permit(this.peer, this.rules.clock().instant())) {
			return null;
		}
		KeyOptions all = (certificate != null && this.certified != null)
				? certified(listed, certificate, this.certified) : listed;
		return (all != null && (this.signature == null || all.permit(this.signature))) ? all : null;
	}

	private @Nullable KeyOptions certified(KeyOptions listed, Certificate certificate, KeyOptions options) {
		List<String> wanted = (listed.principals() != null) ? listed.principals() : List.of(this.name);
		return certificate.principals().stream().anyMatch(wanted::contains) ? listed.with(options) : null;
	}

}
