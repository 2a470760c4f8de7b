package dev.torsion.conch.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import dev.torsion.conch.SshSession;
import org.jspecify.annotations.Nullable;

/**
 * What JLine draws, sent when it is flushed. Waits for a peer that does not read, so that
 * no more than two such pieces are on their way.
 */
final class TerminalOutput extends OutputStream {

	private static final int PIECE = 8 * 1024;

	private final SshSession session;

	private final Duration timeout;

	private final BooleanSupplier onlcr;

	private final Runnable stuck;

	private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

	private CompletableFuture<@Nullable Void> sent = CompletableFuture.completedFuture(null);

	private volatile boolean closed;

	/**
	 * Creates the output.
	 * @param session where it goes
	 * @param timeout how long to wait for the peer
	 * @param onlcr whether line feeds become carriage return and line feed
	 * @param stuck called when that was too long
	 */
	TerminalOutput(SshSession session, Duration timeout, BooleanSupplier onlcr, Runnable stuck) {
		this.session = session;
		this.timeout = timeout;
		this.onlcr = onlcr;
		this.stuck = stuck;
	}

	@Override
	public void write(int value) throws IOException {
		if (value == '\n' && this.onlcr.getAsBoolean()) {
			this.pending.write('\r');
		}
		this.pending.write(value);
		if (this.pending.size() >= PIECE) {
			flush();
		}
	}

	@Override
	public void flush() throws IOException {
		if (this.pending.size() == 0) {
			return;
		}
		byte[] piece = this.pending.toByteArray();
		this.pending.reset();
		if (this.closed) {
			throw new IOException("The terminal is closed");
		}
		await();
		this.sent = this.session.write(ByteBuffer.wrap(piece)).toFuture();
	}

	private void await() throws IOException {
		try {
			this.sent.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			close();
			this.stuck.run();
			throw new IOException("The peer does not read", ex);
		}
		catch (ExecutionException ex) {
			close();
			throw new IOException("The peer is gone", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
