package dev.torsion.conch.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * A session that keeps what a program writes, and whose peer is the test. Input waits for
 * the program. Output may be written by any thread; the rest is for the test's.
 */
public final class RecordingSession implements SshSession {

	private final SshConnection connection;

	private final String command;

	private final Map<String, String> environment;

	private final Sinks.Many<ByteBuffer> input = Sinks.many().unicast().onBackpressureBuffer();

	private final Sinks.Many<String> signals = Sinks.many().multicast().directBestEffort();

	private final Sinks.Many<Pty> resizes = Sinks.many().replay().latest();

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final RecordedOutput output = new RecordedOutput();

	private final AtomicInteger released = new AtomicInteger();

	private volatile @Nullable Integer exitStatus;

	private volatile @Nullable Throwable failure;

	private volatile @Nullable Pty pty;

	private RecordingSession(SshConnection connection, String command, Map<String, String> environment,
			@Nullable Pty pty) {
		this.connection = connection;
		this.command = command;
		this.environment = environment;
		this.pty = pty;
	}

	/**
	 * A session of {@code alice}, without roles and without a terminal.
	 * @param command the command line, empty for a shell or subsystem
	 * @return the session
	 */
	public static RecordingSession of(String command) {
		return of(command, RecordingConnection.of("alice"));
	}

	/**
	 * A session without a terminal.
	 * @param command the command line, empty for a shell or subsystem
	 * @param connection the connection
	 * @return the session
	 */
	public static RecordingSession of(String command, SshConnection connection) {
		return new RecordingSession(connection, command, Map.of(), null);
	}

	/**
	 * The same with an environment.
	 * @param environment variables by their names
	 * @return another session
	 */
	public RecordingSession with(Map<String, String> environment) {
		return new RecordingSession(this.connection, this.command, Map.copyOf(environment), this.pty);
	}

	/**
	 * The same on a terminal.
	 * @param pty the terminal
	 * @return another session
	 */
	public RecordingSession with(Pty pty) {
		return new RecordingSession(this.connection, this.command, this.environment, pty);
	}

	/**
	 * Runs a program, as the server does.
	 * @param program the program
	 * @return this session
	 */
	public RecordingSession run(SshProgram program) {
		Mono.defer(() -> program.run(this))
			.defaultIfEmpty(0)
			.takeUntilOther(closed())
			.contextWrite(ReactiveSecurityContextHolder.withAuthentication(this.connection.authentication()))
			.subscribe((status) -> this.exitStatus = status, (ex) -> this.failure = ex);
		return this;
	}

	/**
	 * Sends input.
	 * @param text the text, as UTF-8
	 * @return this session
	 */
	public RecordingSession type(String text) {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sends input.
	 * @param bytes the bytes
	 * @return this session
	 */
	public RecordingSession send(byte[] bytes) {
		this.input.tryEmitNext(ByteBuffer.wrap(bytes.clone())).orThrow();
		return this;
	}

	/**
	 * Ends the input.
	 * @return this session
	 */
	public RecordingSession endInput() {
		this.input.tryEmitComplete();
		return this;
	}

	/**
	 * Sends a signal, which reaches who has subscribed to signals already.
	 * @param name its name without {@code SIG}
	 * @return this session
	 */
	public RecordingSession signal(String name) {
		this.signals.tryEmitNext(name).orThrow();
		return this;
	}

	/**
	 * Changes the size of the terminal.
	 * @param columns its width in characters
	 * @param rows its height in characters
	 * @return this session
	 */
	public RecordingSession resize(int columns, int rows) {
		Pty resized = Objects.requireNonNull(this.pty, "No terminal").resized(columns, rows);
		this.pty = resized;
		this.resizes.tryEmitNext(resized).orThrow();
		return this;
	}

	/**
	 * Closes the channel, as a peer does that goes away.
	 * @return this session
	 */
	public RecordingSession close() {
		this.output.close();
		this.closed.tryEmitEmpty();
		this.input.tryEmitComplete();
		this.signals.tryEmitComplete();
		this.resizes.tryEmitComplete();
		return this;
	}

	/**
	 * Reads no more: output is still kept, but no write completes.
	 * @return this session
	 */
	public RecordingSession stall() {
		this.output.stall();
		return this;
	}

	/**
	 * Reads again.
	 * @return this session
	 */
	public RecordingSession resume() {
		this.output.resume();
		return this;
	}

	/**
	 * Takes the output there has been since it was last taken.
	 * @return the text, as UTF-8
	 */
	public String takeOutput() {
		return new String(takeOutputBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Takes the output there has been since it was last taken.
	 * @return the bytes
	 */
	public byte[] takeOutputBytes() {
		return this.output.take(false);
	}

	/**
	 * Takes the errors there have been since they were last taken.
	 * @return the text, as UTF-8
	 */
	public String takeErrors() {
		return new String(this.output.take(true), StandardCharsets.UTF_8);
	}

	/**
	 * How the program has ended.
	 * @return its exit status, {@code null} if it runs, or has failed or been cancelled
	 */
	public @Nullable Integer exitStatus() {
		return this.exitStatus;
	}

	/**
	 * Why the program has failed.
	 * @return the failure, {@code null} if there was none
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * How much was {@link #release released}.
	 * @return the number of bytes
	 */
	public int released() {
		return this.released.get();
	}

	@Override
	public SshConnection connection() {
		return this.connection;
	}

	@Override
	public String command() {
		return this.command;
	}

	@Override
	public Map<String, String> environment() {
		return this.environment;
	}

	@Override
	public @Nullable Pty pty() {
		return this.pty;
	}

	@Override
	public Flux<Pty> resizes() {
		return this.resizes.asFlux();
	}

	@Override
	public Flux<String> signals() {
		return this.signals.asFlux();
	}

	@Override
	public Flux<ByteBuffer> input() {
		return this.input.asFlux();
	}

	@Override
	public void readTo(SshInput input) {
		this.input.asFlux().subscribe(input::received, null, input::ended);
	}

	@Override
	public void release(int bytes) {
		this.released.addAndGet(bytes);
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		return this.output.write(bytes, false);
	}

	@Override
	public Mono<Void> writeError(ByteBuffer bytes) {
		return this.output.write(bytes, true);
	}

	@Override
	public Mono<Void> closed() {
		return this.closed.asMono();
	}

}
