package dev.torsion.conch.auth;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TestCertificate;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.conch.auth.key.TrustedAuthorities;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.cred.account.AccountStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CertificateLoginTests {

	private static final TestKey AUTHORITY = TestKey.ed25519();

	private static final TestKey KEY = TestKey.ed25519();

	private static final long NOW = Accounting.NOW.getEpochSecond();

	private final Accounting accounting = new Accounting().account("alice").account("bob");

	CertificateLoginTests() {
		this.accounting.sources.add(new TrustedAuthorities(() -> List.of(AUTHORITY.secret(""))));
	}

	@Test
	void letsInWhomTheAuthorityNames() {
		ScriptedPeer peer = signs(certificate().permit("permit-pty", "permit-port-forwarding"), "alice");
		assertThat(peer.hears()).containsExactly("success alice");
		assertThat(peer.login().key()).isEqualTo(
				"%s (certificate 'of? a test', serial 7, of %s)".formatted(KEY.fingerprint(), AUTHORITY.fingerprint()));
		assertThat(peer.login().restrictions()).isEqualTo(SshRestrictions.NONE);
	}

	@Test
	void forbidsWhatNoExtensionPermits() {
		ScriptedPeer peer = signs(certificate(), "alice");
		assertThat(peer.login().restrictions().pty()).isFalse();
		assertThat(peer.login().restrictions().forwarding()).isFalse();
	}

	@Test
	void refusesWhomItDoesNotName() {
		refuses(certificate(), "bob");
		refuses(certificate(), "nobody");
		refuses(KEY.certificate(AUTHORITY, "carol"), "alice");
	}

	@Test
	void nobodyIsNamedWithoutPrincipals() {
		refuses(KEY.certificate(AUTHORITY), "alice");
		refuses(KEY.certificate(AUTHORITY, ""), "");
	}

	@Test
	void holdsForItsTime() {
		assertThat(signs(certificate().valid(NOW, NOW + 1), "alice").hears()).containsExactly("success alice");
		refuses(certificate().valid(NOW + 1, NOW + 2), "alice");
		refuses(certificate().valid(NOW - 1, NOW), "alice");
		refuses(certificate().valid(-1, -1), "alice");
	}

	@Test
	void refusesCertificatesOfHosts() {
		refuses(certificate().ofHost(), "alice");
	}

	@Test
	void refusesAuthoritiesThatNobodyTrusts() {
		refuses(KEY.certificate(KEY, "alice"), "alice");
	}

	@Test
	void refusesSignaturesOfTheAuthorityWithSha1() {
		TestKey rsa = TestKey.of("ssh-rsa", 2048);
		this.accounting.sources.add(new TrustedAuthorities(() -> List.of(rsa.secret(""))));
		refuses(KEY.certificate(rsa, "alice").signedBy("ssh-rsa"), "alice");
		assertThat(signs(KEY.certificate(rsa, "alice").signedBy("rsa-sha2-512"), "alice").hears())
			.containsExactly("success alice");
	}

	@Test
	void refusesACertificateThatWasChanged() {
		TestCertificate certificate = KEY.certificate(AUTHORITY, "bob");
		byte[] bytes = certificate.bytes();
		int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("bob");
		bytes[at] = 'r';
		ScriptedPeer peer = new ScriptedPeer(this.accounting.account("rob"), "publickey").as("rob");
		assertThat(peer.signs(KEY, certificate.type(), "ssh-ed25519", bytes).waits().hears())
			.containsExactly("failure publickey");
	}

	@Test
	void certificateAloneIsNoLogin() {
		TestKey thief = TestKey.ed25519();
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "publickey");
		assertThat(peer.signs(thief, certificate().type(), "ssh-ed25519", certificate().bytes()).waits().hears())
			.containsExactly("failure publickey");
	}

	@Test
	void keepsToCriticalOptions() {
		assertThat(
				signs(certificate().critical("force-command", "date"), "alice").login().restrictions().forcedCommand())
			.isEqualTo("date");
		assertThat(signs(certificate().critical("source-address", "192.0.2.0/24"), "alice").hears())
			.containsExactly("success alice");
		refuses(certificate().critical("source-address", "198.51.100.0/24"), "alice");
		refuses(certificate().critical("source-address", "*"), "alice");
		refuses(certificate().critical("source-address", "!10.0.0.1,192.0.2.7"), "alice");
	}

	@Test
	void unknownCriticalOptionMakesItUselessAndAnUnknownExtensionDoesNot() {
		refuses(certificate().critical("shiny@example.com", ""), "alice");
		assertThat(signs(certificate().permit("shiny@example.com"), "alice").hears()).containsExactly("success alice");
	}

	@Test
	void accountHasToBeUsable() {
		this.accounting.account("carol", AccountStatus.DISABLED);
		refuses(KEY.certificate(AUTHORITY, "carol"), "carol");
	}

	@Test
	void authorityOfOneAccountIsNobodyElses() {
		TestKey own = TestKey.ed25519();
		Accounting accounting = new Accounting().account("alice", own.secret("cert-authority,no-pty"))
			.account("bob")
			.account("carol", own.secret("principals=\"ops,dev\",cert-authority,command=\"id\""))
			.account("dave", own.secret(""));
		assertThat(signs(accounting, KEY.certificate(own, "alice", "bob").permit("permit-pty"), "alice").login()
			.restrictions()
			.pty()).isFalse();
		assertThat(signs(accounting, KEY.certificate(own, "alice", "bob"), "bob").waits().hears())
			.containsExactly("failure publickey");
		assertThat(signs(accounting, KEY.certificate(own, "carol"), "carol").waits().hears())
			.containsExactly("failure publickey");
		assertThat(signs(accounting, KEY.certificate(own, "dev"), "carol").login().restrictions().forcedCommand())
			.isEqualTo("id");
		assertThat(
				signs(accounting, KEY.certificate(own, "dev").critical("force-command", "ls"), "carol").waits().hears())
			.containsExactly("failure publickey");
		assertThat(signs(accounting, KEY.certificate(own, "dave"), "dave").waits().hears())
			.containsExactly("failure publickey");
	}

	@Test
	void keyOfAnAuthorityLogsNobodyIn() {
		Accounting accounting = new Accounting().account("alice", KEY.secret("cert-authority"));
		assertThat(new ScriptedPeer(accounting, "publickey").signs(KEY).waits().hears())
			.containsExactly("failure publickey");
	}

	@Test
	void certifiesTokens() {
		TestKey token = TestKey.token();
		assertThat(new ScriptedPeer(this.accounting, "publickey").signs(token, token.certificate(AUTHORITY, "alice"))
			.hears()).containsExactly("success alice");
		TestKey untouched = token.telling(0);
		assertThat(
				new ScriptedPeer(this.accounting, "publickey").signs(untouched, token.certificate(AUTHORITY, "alice"))
					.waits()
					.hears())
			.containsExactly("failure publickey");
		assertThat(new ScriptedPeer(this.accounting, "publickey")
			.signs(untouched, token.certificate(AUTHORITY, "alice").permit("no-touch-required"))
			.hears()).containsExactly("success alice");
	}

	@Test
	void refusesWhatIsRevoked() {
		RevokedKeys revoked = new RevokedKeys() {

			@Override
			public boolean hasKey(byte[] key) {
				return false;
			}

			@Override
			public boolean hasCertificate(Certificate certificate) {
				return certificate.serial() == 7;
			}

		};
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "publickey", "", revoked);
		assertThat(peer.signs(KEY, certificate()).waits().hears()).containsExactly("failure publickey");
		assertThat(peer.signs(KEY, certificate().serial(8)).hears()).containsExactly("success alice");
	}

	private static TestCertificate certificate() {
		return KEY.certificate(AUTHORITY, "alice");
	}

	private void refuses(TestCertificate certificate, String user) {
		assertThat(signs(certificate, user).waits().hears()).containsExactly("failure publickey");
	}

	private ScriptedPeer signs(TestCertificate certificate, String user) {
		return signs(this.accounting, certificate, user);
	}

	private static ScriptedPeer signs(Accounting accounting, TestCertificate certificate, String user) {
		return new ScriptedPeer(accounting, "publickey").as(user).signs(KEY, certificate);
	}

}
