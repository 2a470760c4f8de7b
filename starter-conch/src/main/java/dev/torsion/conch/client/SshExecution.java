package dev.torsion.conch.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A command that runs at a server. Safe to use from any thread. What it writes waits for
 * who reads it: a command whose output or errors nobody takes stops when the window of
 * its channel is full.
 */
public final class SshExecution {

	private static final int CHUNK = 32 * 1024;

	/** The server is given this long to agree to the end of a channel. */
	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final SshTarget target;

	private final ChannelExec channel;

	SshExecution(SshTarget target, ChannelExec channel) {
		this.target = target;
		this.channel = channel;
	}

	/**
	 * The output, for one subscriber, who has all the time it wants. To cancel is not to
	 * end the command: see {@link #cancel}.
	 * @return the bytes, each buffer the subscriber's; completes at their end
	 */
	public Flux<ByteBuffer> output() {
		return bytes(this.channel.getAsyncOut());
	}

	/**
	 * The errors, as {@link #output}.
	 * @return the bytes
	 */
	public Flux<ByteBuffer> errors() {
		return bytes(this.channel.getAsyncErr());
	}

	private static Flux<ByteBuffer> bytes(IoInputStream stream) {
		return Flux.defer(() -> {
			boolean[] ended = new boolean[1];
			return read(stream).switchIfEmpty(Mono.fromRunnable(() -> ended[0] = true)).repeat(() -> !ended[0]);
		});
	}

	private static Mono<ByteBuffer> read(IoInputStream stream) {
		return Mono.create((sink) -> {
			Buffer buffer = new ByteArrayBuffer(CHUNK, false);
			stream.read(buffer).addListener((done) -> {
				Throwable failure = done.getException();
				if (failure instanceof EOFException || failure == null && done.getRead() < 0) {
					sink.success();
				}
				else if (failure != null) {
					sink.error(failure);
				}
				else {
					sink.success(ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available()));
				}
			});
		});
	}

	/**
	 * The exit status, once the channel is closed.
	 * @return the status; fails with an {@link SshExitException} if there is none,
	 * because the command was killed or the connection has ended
	 */
	public Mono<Integer> status() {
		return Mono.create((sink) -> this.channel.addCloseFutureListener((closed) -> {
			Integer status = this.channel.getExitStatus();
			if (status != null) {
				sink.success(status);
			}
			else {
				String signal = this.channel.getExitSignal();
				sink.error(failure(null, (signal != null) ? "was killed by SIG" + signal
						: "was refused, or the connection has ended meanwhile", ""));
			}
		}));
	}

	SshExitException failure(@Nullable Integer status, String how, String errors) {
		return new SshExitException(this.target.name(), status, how, errors);
	}

	/**
	 * Closes the channel, upon which servers end the command.
	 */
	public void cancel() {
		this.channel.close(false);
		Mono.delay(CLOSE_TIMEOUT).takeUntilOther(ended()).subscribe((late) -> this.channel.close(true));
	}

	private Mono<Void> ended() {
		return Mono.create((sink) -> this.channel.addCloseFutureListener((closed) -> sink.success()));
	}

	/** Writes the input; what fails there is told by the status. */
	Mono<Void> write(Flux<ByteBuffer> input) {
		return input.concatMap(this::write, 1)
			.then(Mono.<Void>fromRunnable(() -> this.channel.getAsyncIn().close(false)));
	}

	private Mono<Void> write(ByteBuffer bytes) {
		return Mono.create((sink) -> {
			byte[] copy = new byte[bytes.remaining()];
			bytes.get(copy);
			try {
				this.channel.getAsyncIn().writeBuffer(new ByteArrayBuffer(copy)).addListener((done) -> {
					if (done.isWritten()) {
						sink.success();
					}
					else {
						sink.error(done.getException());
					}
				});
			}
			catch (IOException ex) {
				sink.error(ex);
			}
		});
	}

}
