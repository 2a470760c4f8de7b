package dev.torsion.cred.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CertificateCredentials;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks certificates against the fingerprints that accounts have. Who has signed them,
 * and until when they hold, is for TLS.
 */
public final class CertificateChecker implements CredentialsChecker<CertificateCredentials> {

	private final Accounts accounts;

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 */
	public CertificateChecker(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public Class<CertificateCredentials> type() {
		return CertificateCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(CertificateCredentials credentials, LoginContext context) {
		String fingerprint = fingerprint(credentials.certificate());
		String name = credentials.name();
		return ((name != null) ? this.accounts.find(name) : this.accounts.findByCertificate(fingerprint))
			.map(Accounts.Found::account)
			.map((account) -> {
				if (account.secrets(Secret.Certificate.class).noneMatch((it) -> it.fingerprint().equals(fingerprint))) {
					throw new BadCredentialsException("Wrong name or password");
				}
				return account.proved(context);
			});
	}

	/**
	 * What a certificate is known by.
	 * @param certificate the certificate
	 * @return SHA-256 of its DER encoding, in lower-case hexadecimal
	 */
	public static String fingerprint(X509Certificate certificate) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
