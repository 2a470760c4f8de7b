package dev.torsion.conch.terminal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

import org.jline.utils.NonBlockingReader;

/**
 * What was typed and not read yet. The peer may send as much again as was read.
 */
final class TerminalInput extends NonBlockingReader {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ByteQueue bytes = new ByteQueue();

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPLACE)
		.onUnmappableCharacter(CodingErrorAction.REPLACE);

	private final ByteBuffer encoded = ByteBuffer.allocate(256).flip();

	private final CharBuffer decoded = CharBuffer.allocate(256).flip();

	private final int maxLine;

	private final IntConsumer release;

	private final Runnable resized;

	private int line;

	private boolean ended;

	private boolean resize;

	private Runnable arrived = () -> {
	};

	/**
	 * Creates the input.
	 * @param maxLine most characters of a line
	 * @param release is told how many bytes were read
	 * @param resized called on the thread that reads, when the terminal has another size
	 */
	TerminalInput(int maxLine, IntConsumer release, Runnable resized) {
		this.maxLine = maxLine;
		this.release = release;
		this.resized = resized;
	}

	void add(byte value) {
		this.lock.lock();
		try {
			this.bytes.add(value);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forgets what was typed and not read. */
	void discard() {
		this.lock.lock();
		int count;
		try {
			count = this.bytes.clear();
			this.decoded.position(this.decoded.limit());
		}
		finally {
			this.lock.unlock();
		}
		release(count);
	}

	/**
	 * Takes a character without waiting for it.
	 * @return the character, {@link #READ_EXPIRED} if there is none, {@link #EOF} at the
	 * end
	 */
	int poll() {
		int released = 0;
		this.lock.lock();
		try {
			released = decode();
			return this.decoded.hasRemaining() ? this.decoded.get() : this.ended ? EOF : READ_EXPIRED;
		}
		finally {
			this.lock.unlock();
			release(released);
		}
	}

	/** What is told, besides the reader, of bytes and of the end. */
	void onArrival(Runnable arrived) {
		this.lock.lock();
		try {
			this.arrived = arrived;
		}
		finally {
			this.lock.unlock();
		}
	}

	void end() {
		change(() -> this.ended = true);
	}

	void resize() {
		change(() -> this.resize = true);
	}

	/** Wakes who waits, after {@link #add}. */
	void wake() {
		change(() -> {
		});
	}

	private void change(Runnable change) {
		Runnable told;
		this.lock.lock();
		try {
			change.run();
			told = this.arrived;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		told.run();
	}

	/** Begins a line. */
	void beginLine() {
		this.line = 0;
	}

	@Override
	protected int read(long timeout, boolean isPeek) throws IOException {
		char[] target = new char[1];
		int count = isPeek ? take(target, 0, 0, timeout) : readBuffered(target, 0, 1, 0);
		if (count < 0) {
			return count;
		}
		return isPeek ? this.decoded.get(this.decoded.position()) : target[0];
	}

	@Override
	public int readBuffered(char[] target, int offset, int length, long timeout) throws IOException {
		int count = take(target, offset, length, timeout);
		this.line += Math.max(count, 0);
		if (this.line > this.maxLine) {
			throw new LineTooLongException(this.maxLine);
		}
		return count;
	}

	/**
	 * Waits for characters. JLine asks for the next key ten times a second; who has
	 * nothing typed is not worth a wake-up, so that {@link #read} waits until there is
	 * something.
	 */
	private int take(char[] target, int offset, int length, long timeout) throws IOException {
		long left = TimeUnit.MILLISECONDS.toNanos(timeout);
		while (true) {
			int released = 0;
			this.lock.lock();
			try {
				while (!this.resize) {
					released += decode();
					if (this.decoded.hasRemaining()) {
						int count = Math.min(length, this.decoded.remaining());
						this.decoded.get(target, offset, count);
						return count;
					}
					if (this.ended || (timeout > 0 && left <= 0)) {
						return this.ended ? EOF : READ_EXPIRED;
					}
					left = await(timeout, left);
				}
				this.resize = false;
			}
			finally {
				this.lock.unlock();
				release(released);
			}
			this.resized.run();
		}
	}

	private long await(long timeout, long left) throws InterruptedIOException {
		try {
			if (timeout > 0) {
				return this.changed.awaitNanos(left);
			}
			this.changed.await();
			return left;
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	/** Decodes more if there is nothing left, and tells how many bytes that were. */
	private int decode() {
		if (this.decoded.hasRemaining() || this.bytes.size() == 0) {
			return 0;
		}
		this.encoded.compact();
		int count = this.bytes.take(this.encoded);
		this.encoded.flip();
		this.decoded.clear();
		this.decoder.decode(this.encoded, this.decoded, false);
		this.decoded.flip();
		return count;
	}

	private void release(int count) {
		if (count > 0) {
			this.release.accept(count);
		}
	}

}
