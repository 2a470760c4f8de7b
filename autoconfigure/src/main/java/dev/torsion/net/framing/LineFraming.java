package dev.torsion.net.framing;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.torsion.net.ProtocolException;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lines of bounded length, with raw data in between: a counted number of bytes (IMAP
 * literals, SMTP's BDAT) or data that ends with a line of one dot (SMTP, POP3, NNTP). One
 * line or one run of data a call of {@link #received}, without copying where it arrived
 * in one slice.
 * <p>
 * A line ends with CRLF or, as most servers accept it, with LF alone, unless
 * {@link #refusingBareLineFeeds} says otherwise; dot-terminated data ends with CRLF dot
 * CRLF and with nothing that only resembles it, because two servers that differ there let
 * one smuggle mail past the other (CVE-2023-51764).
 */
public final class LineFraming {

	private final int maxLine;

	private final Function<ByteBuf, Mono<Void>> line;

	private final @Nullable Supplier<Mono<Void>> tooLong;

	private final Partial partial = new Partial();

	private boolean discarding;

	private @Nullable Supplier<Mono<Void>> bareLineFeed;

	private @Nullable RawPart raw;

	/**
	 * Creates the framing of one conversation, which ends with a
	 * {@link ProtocolException} when a line is too long.
	 * @param maxLine the longest line in bytes, its end not counted
	 * @param line takes each line without its end, valid until the step completes
	 */
	public LineFraming(int maxLine, Function<ByteBuf, Mono<Void>> line) {
		this.maxLine = maxLine;
		this.line = line;
		this.tooLong = null;
	}

	/**
	 * Creates the framing of one conversation, which goes on after a line that is too
	 * long.
	 * @param maxLine the longest line in bytes, its end not counted
	 * @param line takes each line without its end, valid until the step completes
	 * @param tooLong called in the place of a line that is too long, once it has ended;
	 * nothing of it is kept meanwhile
	 */
	public LineFraming(int maxLine, Function<ByteBuf, Mono<Void>> line, Supplier<Mono<Void>> tooLong) {
		this.maxLine = maxLine;
		this.line = line;
		this.tooLong = tooLong;
	}

	/**
	 * Creates a framing whose lines are taken as text in UTF-8; bytes that are not become
	 * U+FFFD.
	 * @param maxLine the longest line in bytes, its end not counted
	 * @param line takes each line without its end
	 * @return the framing of one conversation
	 */
	public static LineFraming ofText(int maxLine, Function<String, Mono<Void>> line) {
		return new LineFraming(maxLine, (bytes) -> line.apply(bytes.toString(StandardCharsets.UTF_8)));
	}

	/**
	 * With lines that have to end with CRLF.
	 * @param bareLineFeed called in the place of a line that ends with LF alone
	 * @return this framing
	 */
	public LineFraming refusingBareLineFeeds(Supplier<Mono<Void>> bareLineFeed) {
		this.bareLineFeed = bareLineFeed;
		return this;
	}

	/**
	 * Takes a slice, as {@link dev.torsion.net.Protocol#received} does.
	 * @param bytes the slice; one line or one run of data of it is consumed
	 * @return completes when that has been processed
	 */
	public Mono<Void> received(ByteBuf bytes) {
		RawPart raw = this.raw;
		if (raw == null) {
			return line(bytes);
		}
		ByteBuf run = raw.bytes().next(bytes);
		if (raw.bytes().isEnded()) {
			this.raw = null;
			return run.isReadable() ? raw.data().apply(run).then(Mono.defer(raw.end())) : raw.end().get();
		}
		return run.isReadable() ? raw.data().apply(run) : Mono.empty();
	}

	/**
	 * Takes the next bytes as they are, then goes on with lines. Call it from a line's
	 * step.
	 * @param length how many bytes; the caller checks it against its own limit
	 * @param data takes each run of them, valid until its step completes
	 * @param end called after the last
	 * @return completes at once, or with {@code end} if the length is 0
	 */
	public Mono<Void> counted(long length, Function<ByteBuf, Mono<Void>> data, Supplier<Mono<Void>> end) {
		if (length == 0) {
			return end.get();
		}
		this.raw = new RawPart(new CountedData(length), data, end);
		return Mono.empty();
	}

	/**
	 * Takes lines as they are, dots removed that were only stuffed (RFC 5321 section
	 * 4.5.2), until the line of one dot, then goes on with lines. Call it from a line's
	 * step. How much of it is too much is for {@code data} to say.
	 * @param data takes each run of bytes, line ends included, valid until its step
	 * completes
	 * @param end called after the last
	 * @return completes at once
	 */
	public Mono<Void> dotTerminated(Function<ByteBuf, Mono<Void>> data, Supplier<Mono<Void>> end) {
		this.raw = new RawPart(new DotTerminatedData(), data, end);
		return Mono.empty();
	}

	private Mono<Void> line(ByteBuf bytes) {
		int start = bytes.readerIndex();
		int end = bytes.indexOf(start, bytes.writerIndex(), (byte) '\n');
		if (end < 0) {
			return unfinished(bytes);
		}
		if (this.discarding) {
			this.discarding = false;
			bytes.readerIndex(end + 1);
			return tooLong();
		}
		ByteBuf whole = bytes.readSlice(end - start);
		bytes.skipBytes(1);
		if (!this.partial.isEmpty()) {
			if (this.partial.size() + whole.readableBytes() > this.maxLine + 1) {
				this.partial.take();
				return tooLong();
			}
			this.partial.append(whole, whole.readableBytes());
			whole = this.partial.take();
		}
		return ended(whole);
	}

	private Mono<Void> ended(ByteBuf whole) {
		int last = whole.writerIndex() - 1;
		boolean carriageReturn = whole.isReadable() && whole.getByte(last) == '\r';
		if (!carriageReturn && this.bareLineFeed != null) {
			return this.bareLineFeed.get();
		}
		ByteBuf line = carriageReturn ? whole.writerIndex(last) : whole;
		return (line.readableBytes() > this.maxLine) ? tooLong() : this.line.apply(line);
	}

	private Mono<Void> unfinished(ByteBuf bytes) {
		int length = bytes.readableBytes();
		if (this.discarding || this.partial.size() + length > this.maxLine + 1) {
			this.discarding = true;
			this.partial.take();
			bytes.skipBytes(length);
			return (this.tooLong == null) ? tooLong() : Mono.empty();
		}
		this.partial.append(bytes, length);
		return Mono.empty();
	}

	private Mono<Void> tooLong() {
		if (this.tooLong == null) {
			throw new ProtocolException("A line of more than " + this.maxLine + " bytes");
		}
		return this.tooLong.get();
	}

	/** A stretch of raw data: knows where it ends. */
	interface RawData {

		/**
		 * Consumes a run of data.
		 * @param bytes the slice, which is readable
		 * @return the data, empty if what was consumed is none
		 */
		ByteBuf next(ByteBuf bytes);

		boolean isEnded();

	}

	/** Raw data, and who takes it. */
	private record RawPart(RawData bytes, Function<ByteBuf, Mono<Void>> data, Supplier<Mono<Void>> end) {

	}

	private static final class CountedData implements RawData {

		private long left;

		CountedData(long length) {
			this.left = length;
		}

		@Override
		public ByteBuf next(ByteBuf bytes) {
			int length = (int) Math.min(this.left, bytes.readableBytes());
			this.left -= length;
			return bytes.readSlice(length);
		}

		@Override
		public boolean isEnded() {
			return this.left == 0;
		}

	}

}
