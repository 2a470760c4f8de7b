package dev.torsion.net;

import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.X509KeyManager;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.Assert;

/**
 * One SSL bundle as Netty's context of a server or of a client; follows the bundle when
 * it is renewed.
 */
final class TlsBundle {

	private static final Log logger = LogFactory.getLog(TlsBundle.class);

	private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA", "Ed25519", "RSASSA-PSS", "DSA");

	private final String name;

	private final Recipe recipe;

	private volatile SslContext context;

	private TlsBundle(SslBundles bundles, String property, String name, Role role) {
		this.name = name;
		this.recipe = role.recipe();
		try {
			this.context = this.recipe.build(bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, this::renew);
		}
		catch (NoSuchSslBundleException ex) {
			throw new FailureAnalyzedException("There is no SSL bundle '" + name + "', which " + property + " names.",
					"Define it under spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name
							+ ", or name one of those there are: " + bundles.getBundleNames() + ".",
					ex);
		}
		catch (SSLException | RuntimeException ex) {
			throw new FailureAnalyzedException(
					"The SSL bundle '" + name + "', which " + property + " names, cannot be used by a " + role.name()
							+ ": " + ex.getMessage(),
					"Check that spring.ssl.bundle.*." + name + " has " + role.needs() + ".", ex);
		}
	}

	static TlsBundle ofServer(SslBundles bundles, String property, String name, ClientAuth clientAuth) {
		return new TlsBundle(bundles, property, name, new Role("server",
				"a certificate and the private key that fits it", (bundle) -> server(bundle, clientAuth)));
	}

	static TlsBundle ofClient(SslBundles bundles, String property, String name) {
		return new TlsBundle(bundles, property, name, new Role("client",
				"certificates to trust, or a certificate with the private key that fits it", TlsBundle::client));
	}

	SslContext context() {
		return this.context;
	}

	private void renew(SslBundle bundle) {
		try {
			this.context = this.recipe.build(bundle);
			logger.info("SSL bundle '" + this.name + "' has been renewed");
		}
		catch (SSLException | RuntimeException ex) {
			logger.error("SSL bundle '" + this.name + "' was renewed but cannot be used, so the old one stays", ex);
		}
	}

	private static SslContext server(SslBundle bundle, ClientAuth clientAuth) throws SSLException {
		Assert.isTrue(hasPrivateKey(bundle), "it has no private key");
		return with(bundle, SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory()))
			.clientAuth(clientAuth)
			.build();
	}

	private static SslContext client(SslBundle bundle) throws SSLException {
		return with(bundle, SslContextBuilder.forClient().keyManager(bundle.getManagers().getKeyManagerFactory()))
			.build();
	}

	private static SslContextBuilder with(SslBundle bundle, SslContextBuilder builder) {
		return builder.trustManager(bundle.getManagers().getTrustManagerFactory())
			.protocols(bundle.getOptions().getEnabledProtocols())
			.ciphers(SslOptions.asSet(bundle.getOptions().getCiphers()));
	}

	/** Netty would find out only when the first client comes. */
	private static boolean hasPrivateKey(SslBundle bundle) {
		return Stream.of(bundle.getManagers().getKeyManagers())
			.anyMatch((manager) -> !(manager instanceof X509KeyManager keys)
					|| KEY_TYPES.stream().anyMatch((type) -> keys.getServerAliases(type, null) != null));
	}

	/** What a bundle is for, and what it needs for that. */
	private record Role(String name, String needs, Recipe recipe) {

	}

	/** How a context is made of a bundle. */
	@FunctionalInterface
	private interface Recipe {

		SslContext build(SslBundle bundle) throws SSLException;

	}

}
