package dev.torsion.conch.transport.forward;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import dev.torsion.conch.connection.LiveConnection;
import io.netty.channel.Channel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A connection that a client has forwarded to some host: RFC 4254 section 7.2.
 */
final class DirectTcpip extends AbstractServerChannel implements TunnelEnd {

	private final TunnelConnector connector;

	private @Nullable ChannelAsyncOutputStream out;

	private volatile @Nullable Pipe pipe;

	DirectTcpip(TunnelConnector connector) {
		super("", List.of(), null);
		this.connector = connector;
		TunnelWindow.limit(this);
	}

	@Override
	protected OpenFuture doInit(Buffer buffer) {
		String host = buffer.getString();
		long port = buffer.getUInt();
		LiveConnection connection = LiveConnection.of(getSession());
		Scheduler scheduler = connection.scheduler();
		OpenFuture opened = new DefaultOpenFuture(this, this);
		Disposable connecting = this.connector.connect(connection, getSession(), host, port)
			.doOnDiscard(Channel.class, Channel::close)
			.publishOn(scheduler)
			.subscribe((socket) -> opened(opened, socket, scheduler), (ex) -> refused(opened, ex));
		addCloseFutureListener((closed) -> {
			connecting.dispose();
			Pipe open = this.pipe;
			if (open != null) {
				open.close();
			}
		});
		return opened;
	}

	private void opened(OpenFuture opened, Channel socket, Scheduler scheduler) {
		if (isClosing()) {
			socket.close();
			return;
		}
		this.out = new ChannelAsyncOutputStream(this, SshConstants.SSH_MSG_CHANNEL_DATA);
		Pipe joined = new Pipe(socket, this, scheduler);
		this.pipe = joined;
		signalChannelOpenSuccess();
		opened.setOpened();
		joined.start();
	}

	private void refused(OpenFuture opened, Throwable cause) {
		int reason = (cause instanceof TunnelRefusedException refused) ? refused.code()
				: SshConstants.SSH_OPEN_CONNECT_FAILED;
		opened.setException(new SshChannelOpenException(getChannelId(), reason, "Not forwarded", cause));
		close(true);
	}

	@Override
	protected void doWriteData(byte[] data, int off, long len) {
		Objects.requireNonNull(this.pipe).write(data, off, (int) len);
	}

	@Override
	protected void doWriteExtendedData(byte[] data, int off, long len) throws IOException {
		release((int) len);
	}

	@Override
	public void handleEof() throws IOException {
		super.handleEof();
		Pipe open = this.pipe;
		if (open != null) {
			open.inputOfPeerEnded();
		}
	}

	@Override
	public void handleWindowAdjust(Buffer buffer) throws IOException {
		super.handleWindowAdjust(buffer);
		ChannelAsyncOutputStream stream = this.out;
		if (stream != null) {
			stream.onWindowExpanded();
		}
	}

	@Override
	public IoWriteFuture write(Buffer bytes) throws IOException {
		return Objects.requireNonNull(this.out).writeBuffer(bytes);
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
