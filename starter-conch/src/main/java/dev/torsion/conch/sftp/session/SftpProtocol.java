package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.sftp.wire.PacketFraming;
import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.WireException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * SFTP as bytes: from what arrives to requests, from replies to what is sent.
 */
final class SftpProtocol implements SshInput {

	private static final Log logger = LogFactory.getLog(SftpProtocol.class);

	/** When the pool is full. */
	private static final Duration LATER = Duration.ofMillis(10);

	private static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

	private final SftpSubsystem server;

	private final SshSession channel;

	private final MonoSink<Integer> exit;

	private final PacketFraming framing = new PacketFraming(BUFFERS, SftpSettings.MAX_PACKET);

	private final RequestQueue queue;

	private final Replies replies = new Replies(this::send);

	private @Nullable ByteBuf surplus;

	private int released;

	private long requests;

	private volatile boolean begun;

	private volatile @Nullable SftpSession session;

	private volatile boolean broken;

	SftpProtocol(SftpSubsystem server, SshSession channel, MonoSink<Integer> exit) {
		this.server = server;
		this.channel = channel;
		this.exit = exit;
		this.queue = new RequestQueue(server.settings().maxParallel());
	}

	@Override
	public synchronized void received(ByteBuffer bytes) {
		if (this.broken) {
			return;
		}
		if (this.surplus == null) {
			read(bytes);
		}
		keep(bytes);
		releaseEarly();
		work();
	}

	/** The window of the channel bounds it. */
	private void keep(ByteBuffer bytes) {
		if (bytes.hasRemaining() && !this.broken) {
			if (this.surplus == null) {
				this.surplus = BUFFERS.heapBuffer(bytes.remaining());
			}
			this.surplus.writeBytes(bytes);
		}
	}

	/** A window may be smaller than a packet, the rest of which would never come. */
	private synchronized void releaseEarly() {
		int early = this.framing.gathered() - this.released;
		if (early > 0 && !this.broken && this.queue.isIdle()) {
			this.released += early;
			this.channel.release(early);
		}
	}

	private void read(ByteBuffer bytes) {
		try {
			ByteBuf packet = this.queue.isFull() ? null : this.framing.next(bytes);
			while (packet != null) {
				add(packet);
				packet = this.queue.isFull() ? null : this.framing.next(bytes);
			}
		}
		catch (WireException | SftpException ex) {
			logger.debug("Not SFTP, on connection " + this.channel.connection().id(), ex);
			abandon(1);
		}
	}

	private void add(ByteBuf packet) {
		try {
			int size = packet.readableBytes() + Integer.BYTES - this.released;
			this.queue.add(this.server.dispatcher().pending(packet, size, this.requests));
			this.released = 0;
			this.requests++;
			this.begun = true;
		}
		catch (RuntimeException ex) {
			packet.release();
			throw ex;
		}
	}

	/** What came when too many requests were waiting. */
	private synchronized void readSurplus() {
		ByteBuf kept = this.surplus;
		if (kept == null || this.broken) {
			return;
		}
		ByteBuffer bytes = kept.nioBuffer();
		read(bytes);
		kept.skipBytes(kept.readableBytes() - bytes.remaining());
		if (!kept.isReadable()) {
			kept.release();
			this.surplus = null;
		}
	}

	@Override
	public synchronized void ended() {
		this.queue.end();
		work();
	}

	/** The channel is gone: nobody waits for what is to be done. */
	void closed() {
		abandon(0);
	}

	private synchronized void abandon(int status) {
		if (this.broken) {
			return;
		}
		this.broken = true;
		this.queue.abandon();
		this.replies.close();
		this.framing.close();
		if (this.surplus != null) {
			this.surplus.release();
			this.surplus = null;
		}
		SftpSession current = this.session;
		if (current != null) {
			current.end();
		}
		this.exit.success(status);
		work();
	}

	/** Starts a lane, if one is needed. */
	private void work() {
		if (this.queue.enter()) {
			start(new Lane(this.queue, this.server.dispatcher(), new Output(BUFFERS, this.replies),
					this.channel::release));
		}
	}

	private void start(Lane lane) {
		this.server.loop().blocking(() -> trip(lane)).subscribe((done) -> {
		}, (ex) -> later(lane, ex));
	}

	private void later(Lane lane, Throwable cause) {
		if (cause instanceof RejectedExecutionException) {
			this.server.loop().after(LATER).subscribe((done) -> {
			}, (ex) -> fail(ex), () -> start(lane));
		}
		else {
			fail(cause);
		}
	}

	private @Nullable Void trip(Lane lane) {
		boolean more = false;
		try {
			more = this.begun && !this.broken && lane.run(open(), this::work);
		}
		catch (AccessDeniedException ex) {
			logger.debug("No files for " + this.channel.connection().login().name(), ex);
			abandon(1);
		}
		catch (IOException | RuntimeException ex) {
			fail(ex);
		}
		if (this.queue.isLow()) {
			readSurplus();
		}
		releaseEarly();
		if ((more && !this.broken) || this.queue.stay()) {
			start(lane);
		}
		else if (this.queue.finish()) {
			finish();
		}
		return null;
	}

	private SftpSession open() throws IOException {
		SftpSession current = this.session;
		if (current == null) {
			current = this.server.open(this.channel.connection().login());
			this.session = current;
		}
		return current;
	}

	private void finish() {
		SftpSession current = this.session;
		if (current != null) {
			current.closeAll();
		}
		this.exit.success(0);
	}

	private void fail(Throwable cause) {
		this.exit.error(cause);
		abandon(1);
	}

	private void send(ByteBuf replies) {
		int length = replies.readableBytes();
		this.channel.write(replies.nioBuffer()).subscribe((done) -> {
		}, (ex) -> {
			replies.release();
			abandon(1);
		}, () -> {
			replies.release();
			this.queue.sent(length);
			work();
		});
	}

}
