package dev.torsion.net;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;

/**
 * The TLS of outgoing connections: whom they trust, and the certificate they show if the
 * server asks for one. Made by {@link NetworkClients#tls}. A server has to prove that it
 * is the one that was asked for: its certificate must be trusted, valid now, and for the
 * name of the {@link Target} (RFC 9525), which is also sent to it (SNI, RFC 6066 section
 * 3). A bundle is followed when it is reloaded. Safe for use by many threads.
 */
public final class ClientTls {

	private final Supplier<SslContext> context;

	private final Duration handshakeTimeout;

	ClientTls(Supplier<SslContext> context, Duration handshakeTimeout) {
		this.context = context;
		this.handshakeTimeout = handshakeTimeout;
	}

	/** The TLS of a connection to one server. */
	TlsHandlers to(Target target) {
		return new TlsHandlers() {

			@Override
			public ChannelHandler newHandler(ByteBufAllocator allocator) {
				return ClientTls.this.newHandler(allocator, target);
			}

			@Override
			public Throwable explain(Throwable cause) {
				return ConnectFailure.ofTls(target, cause);
			}

		};
	}

	private SslHandler newHandler(ByteBufAllocator allocator, Target target) {
		String name = target.tlsName();
		SslHandler handler = this.context.get().newHandler(allocator, name, target.port());
		SSLParameters parameters = handler.engine().getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
			// The JDK would leave out names without a dot
			parameters.setServerNames(List.of(new SNIHostName(name)));
		}
		handler.engine().setSSLParameters(parameters);
		handler.setHandshakeTimeout(this.handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
		return handler;
	}

}
