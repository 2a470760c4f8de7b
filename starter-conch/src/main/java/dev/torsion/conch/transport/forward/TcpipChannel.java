package dev.torsion.conch.transport.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;

import io.netty.channel.Channel;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A connection that was accepted, and is to go on at the peer: RFC 4254 section 7.2.
 */
final class TcpipChannel extends AbstractClientChannel implements TunnelEnd {

	private final String host;

	private final int port;

	private final Channel socket;

	private final Pipe pipe;

	private @Nullable ChannelAsyncOutputStream stream;

	/**
	 * Creates the channel, which is yet to be registered and opened.
	 * @param type the type of the channel
	 * @param host the address that is listened on, as the client has put it, or the host
	 * to connect to
	 * @param port the port of that
	 * @param socket the connection
	 * @param scheduler the scheduler of the connection to the peer
	 */
	TcpipChannel(String type, String host, int port, Channel socket, Scheduler scheduler) {
		super(type);
		this.host = host;
		this.port = port;
		this.socket = socket;
		this.pipe = new Pipe(socket, this, scheduler);
		TunnelWindow.limit(this);
		addCloseFutureListener((closed) -> this.pipe.close());
	}

	@Override
	public synchronized OpenFuture open() throws IOException {
		OpenFuture opening = new DefaultOpenFuture(toString(), this.futureLock);
		this.openFuture = opening;
		InetSocketAddress peer = (InetSocketAddress) this.socket.remoteAddress();
		Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
		buffer.putString(getChannelType());
		buffer.putUInt(getChannelId());
		buffer.putUInt(getLocalWindow().getSize());
		buffer.putUInt(getLocalWindow().getPacketSize());
		buffer.putString(this.host);
		buffer.putUInt(this.port);
		buffer.putString((peer != null) ? peer.getAddress().getHostAddress() : "");
		buffer.putUInt((peer != null) ? peer.getPort() : 0);
		writePacket(buffer);
		return opening;
	}

	@Override
	protected void doOpen() {
		this.stream = new ChannelAsyncOutputStream(this, SshConstants.SSH_MSG_CHANNEL_DATA);
		this.pipe.start();
	}

	@Override
	protected void doWriteData(byte[] data, int off, long len) {
		this.pipe.write(data, off, (int) len);
	}

	@Override
	protected void doWriteExtendedData(byte[] data, int off, long len) throws IOException {
		release((int) len);
	}

	@Override
	public void handleEof() throws IOException {
		super.handleEof();
		this.pipe.inputOfPeerEnded();
	}

	@Override
	public void handleWindowAdjust(Buffer buffer) throws IOException {
		super.handleWindowAdjust(buffer);
		ChannelAsyncOutputStream output = this.stream;
		if (output != null) {
			output.onWindowExpanded();
		}
	}

	@Override
	public IoWriteFuture write(Buffer bytes) throws IOException {
		return Objects.requireNonNull(this.stream).writeBuffer(bytes);
	}

	@Override
	public void endOutput() throws IOException {
		sendEof();
	}

	@Override
	public void release(int bytes) throws IOException {
		if (!isClosing()) {
			getLocalWindow().release(bytes);
		}
	}

}
