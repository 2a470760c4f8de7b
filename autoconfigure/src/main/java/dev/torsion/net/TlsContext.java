package dev.torsion.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.DomainWildcardMappingBuilder;
import io.netty.util.Mapping;

import org.springframework.boot.ssl.SslBundles;

/**
 * The TLS of a listener: the certificate of a named SSL bundle, others by the name the
 * client asks for (SNI, RFC 6066 section 3), each of them followed when its bundle is
 * reloaded. Connections that are open keep the certificate they began with. Safe for use
 * by many threads.
 */
public final class TlsContext {

	private static final int MAX_CLIENT_HELLO = 16 * 1024;

	private final TlsBundle fallback;

	private final Mapping<String, TlsBundle> byServerName;

	private final boolean hasServerNames;

	private final Duration handshakeTimeout;

	/**
	 * Creates the TLS of a listener.
	 * @param bundles the application's SSL bundles
	 * @param settings which bundles to use, and how
	 * @param handshakeTimeout how long a handshake may take
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such bundle, or it cannot serve
	 */
	public TlsContext(SslBundles bundles, TlsSettings settings, Duration handshakeTimeout) {
		this.fallback = TlsBundle.ofServer(bundles, settings.property(), settings.bundle(), settings.clientAuth());
		DomainWildcardMappingBuilder<TlsBundle> mapping = new DomainWildcardMappingBuilder<>(this.fallback);
		settings.serverNames()
			.forEach((name, bundle) -> mapping.add(name,
					TlsBundle.ofServer(bundles, settings.property(), bundle, settings.clientAuth())));
		this.byServerName = mapping.build();
		this.hasServerNames = !settings.serverNames().isEmpty();
		this.handshakeTimeout = handshakeTimeout;
	}

	/**
	 * A handler that speaks TLS with the certificates as they are now, for the head of a
	 * pipeline.
	 * @param allocator where its buffers come from
	 * @return the handler
	 */
	public ChannelHandler newHandler(ByteBufAllocator allocator) {
		if (!this.hasServerNames) {
			return limited(this.fallback.context().newHandler(allocator));
		}
		return new SniHandler((name) -> this.byServerName.map(name).context(), MAX_CLIENT_HELLO,
				this.handshakeTimeout.toMillis()) {

			@Override
			protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
				return limited(super.newSslHandler(context, allocator));
			}

		};
	}

	private SslHandler limited(SslHandler handler) {
		handler.setHandshakeTimeout(this.handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
		return handler;
	}

	/**
	 * Which bundles a listener's TLS uses.
	 *
	 * @param property the property that names the bundle, for a failure text
	 * @param bundle the name of the bundle
	 * @param serverNames further bundles by the host names they are for
	 * ({@code mail.example.org}, {@code *.example.org})
	 * @param clientAuth whether clients are asked for a certificate
	 */
	public record TlsSettings(String property, String bundle, Map<String, String> serverNames, ClientAuth clientAuth) {

		/**
		 * The settings with one bundle for all, and no certificates of clients.
		 * @param property the property that names the bundle
		 * @param bundle the name of the bundle
		 * @return the settings
		 */
		public static TlsSettings of(String property, String bundle) {
			return new TlsSettings(property, bundle, Map.of(), ClientAuth.NONE);
		}

	}

}
