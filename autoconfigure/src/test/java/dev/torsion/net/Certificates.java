package dev.torsion.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Certificates made while the tests run, so that the repository holds no key.
 */
public final class Certificates {

	private Certificates() {
	}

	/**
	 * A bundle with a self-signed certificate.
	 * @param name the common name
	 * @return the bundle
	 */
	public static SslBundle bundle(String name) {
		return bundle(selfSigned(name));
	}

	/**
	 * A bundle with a certificate that has expired, though its authority's has not.
	 * @param name the common name
	 * @return the bundle
	 */
	public static SslBundle expired(String name) {
		try {
			Instant notAfter = Instant.now().minus(Duration.ofHours(1));
			return bundle(builder(name, notAfter).buildIssuedBy(selfSigned("authority.example")));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A bundle with the certificate of another, or with none, that trusts the authority
	 * of a third alone.
	 * @param own the bundle with the certificate, {@code null} for none
	 * @param peer the bundle whose authority is trusted
	 * @return the bundle
	 */
	public static SslBundle trusting(@Nullable SslBundle own, SslBundle peer) {
		try {
			KeyStore trusted = emptyStore();
			KeyStore store = Objects.requireNonNull(peer.getStores().getKeyStore());
			Certificate[] chain = store.getCertificateChain("key");
			trusted.setCertificateEntry("peer", chain[chain.length - 1]);
			return SslBundle.of(SslStoreBundle.of((own != null) ? own.getStores().getKeyStore() : null, "", trusted));
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SslBundle bundle(X509Bundle signed) {
		try {
			KeyStore store = emptyStore();
			store.setKeyEntry("key", signed.getKeyPair().getPrivate(), new char[0],
					Stream.of(signed.getCertificatePathWithRoot()).distinct().toArray(Certificate[]::new));
			return SslBundle.of(SslStoreBundle.of(store, "", null));
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A bundle that no server can use.
	 * @return the bundle
	 */
	public static SslBundle withoutKey() {
		try {
			return SslBundle.of(SslStoreBundle.of(emptyStore(), "", null));
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes a self-signed certificate and its key, as a certificate authority's client
	 * would.
	 * @param name the common name
	 * @param certificate where to write the certificate, in PEM
	 * @param key where to write the private key, in PEM
	 * @throws IOException if a file cannot be written
	 */
	public static void write(String name, Path certificate, Path key) throws IOException {
		X509Bundle signed = selfSigned(name);
		Files.writeString(certificate, signed.getCertificatePEM());
		Files.writeString(key, signed.getPrivateKeyPEM());
	}

	/**
	 * What a client needs to accept any certificate.
	 * @return the trust managers
	 */
	public static TrustManager[] trustingAll() {
		return new TrustManager[] { new TrustingAll() };
	}

	private static X509Bundle selfSigned(String name) {
		try {
			return builder(name, Instant.now().plus(Duration.ofDays(1))).setIsCertificateAuthority(true)
				.buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CertificateBuilder builder(String name, Instant notAfter) {
		return new CertificateBuilder().subject("CN=" + name)
			.ecp256()
			.addSanDnsName(name)
			.notBefore(notAfter.minus(Duration.ofDays(2)))
			.notAfter(notAfter);
	}

	private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private static final class TrustingAll extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
