package dev.torsion.net.test;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;

import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A peer that keeps what it is told. For one thread, the test's; its time is that of
 * {@link #eventLoop()}.
 */
public final class RecordingTransport implements Transport {

	private final VirtualEventLoop eventLoop = new VirtualEventLoop();

	private final ByteBuf written = Unpooled.buffer();

	private boolean tlsOffered;

	private boolean secure;

	private boolean closed;

	private Runnable tlsStarted = () -> {
	};

	private InetSocketAddress peer = InetSocketAddress.createUnresolved("192.0.2.1", 50_000);

	private @Nullable X509Certificate peerCertificate;

	private byte @Nullable [] serverEndPoint;

	private Context context = Context.empty();

	/**
	 * With a listener that has TLS to start.
	 * @return this transport
	 */
	public RecordingTransport offeringTls() {
		this.tlsOffered = true;
		return this;
	}

	/**
	 * With TLS already in use.
	 * @return this transport
	 */
	public RecordingTransport secured() {
		this.secure = true;
		return this;
	}

	/**
	 * With another peer.
	 * @param address its address
	 * @param certificate the certificate it has shown, {@code null} for none
	 * @return this transport
	 */
	public RecordingTransport from(InetSocketAddress address, @Nullable X509Certificate certificate) {
		this.peer = address;
		this.peerCertificate = certificate;
		return this;
	}

	/**
	 * With TLS in use that is known by a channel binding.
	 * @param serverEndPoint the binding {@code tls-server-end-point}
	 * @return this transport
	 */
	public RecordingTransport boundTo(byte[] serverEndPoint) {
		this.secure = true;
		this.serverEndPoint = serverEndPoint.clone();
		return this;
	}

	/**
	 * What the protocol has set for its steps.
	 * @return the context
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * Takes what has been written since it was last taken.
	 * @return the text, as UTF-8
	 */
	public String takeWritten() {
		return takeWritten(StandardCharsets.UTF_8);
	}

	/**
	 * Takes what has been written since it was last taken.
	 * @param charset how to read it; ISO-8859-1 keeps every byte
	 * @return the text
	 */
	public String takeWritten(Charset charset) {
		String text = this.written.toString(charset);
		this.written.clear();
		return text;
	}

	/**
	 * Whether the protocol has closed the connection.
	 * @return whether it has
	 */
	public boolean isClosed() {
		return this.closed;
	}

	void onTlsStarted(Runnable action) {
		this.tlsStarted = action;
	}

	@Override
	public Mono<Void> write(ByteBuf bytes) {
		if (!this.closed) {
			this.written.writeBytes(bytes);
		}
		bytes.release();
		return Mono.empty();
	}

	@Override
	public Mono<Void> startTls() {
		if (!canStartTls()) {
			return Mono.error(new IllegalStateException("TLS cannot be started"));
		}
		this.secure = true;
		this.tlsStarted.run();
		return Mono.empty();
	}

	@Override
	public boolean canStartTls() {
		return this.tlsOffered && !this.secure;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.peerCertificate;
	}

	@Override
	public byte @Nullable [] channelBinding(String type) {
		byte[] binding = this.serverEndPoint;
		return (binding != null && type.equals("tls-server-end-point")) ? binding.clone() : null;
	}

	@Override
	public void setContext(Context context) {
		this.context = context;
	}

	@Override
	public SocketAddress peer() {
		return this.peer;
	}

	@Override
	public SocketAddress local() {
		return InetSocketAddress.createUnresolved("192.0.2.2", 1);
	}

	@Override
	public VirtualEventLoop eventLoop() {
		return this.eventLoop;
	}

}
