package dev.torsion.conch.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.torsion.conch.transport.forward.LocalTunnel;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkClients;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * A server to run, read and reach things at. All that do so share connections, which are
 * made when they are wanted. Safe for use by many threads; failures are
 * {@link java.io.IOException}s.
 */
public final class SshRemote {

	/** What {@link #run} keeps of the output: for more there is {@link #exec}. */
	private static final int MAX_OUTPUT = 16 * 1024 * 1024;

	private static final int MAX_LINE = 1024 * 1024;

	private static final int MAX_TUNNELLED = 100;

	private final SshTarget target;

	private final RemotePool pool;

	private final EventLoop eventLoop;

	private final NetworkClients clients;

	SshRemote(SshTarget target, RemotePool pool, EventLoop eventLoop, NetworkClients clients) {
		this.target = target;
		this.pool = pool;
		this.eventLoop = eventLoop;
		this.clients = clients;
	}

	/**
	 * Begins to run a command, without input.
	 * @param command the command line, for the shell of the account
	 * @return what runs, as soon as it does
	 */
	public Mono<SshExecution> exec(String command) {
		return exec(command, Flux.empty());
	}

	/**
	 * Begins to run a command.
	 * @param command the command line, for the shell of the account
	 * @param input its input, asked for as fast as the server takes it
	 * @return what runs, as soon as it does
	 */
	public Mono<SshExecution> exec(String command, Publisher<ByteBuffer> input) {
		return this.pool.acquire().flatMap((lease) -> lease.connection().exec(command).map((channel) -> {
			SshExecution execution = new SshExecution(this.target, channel);
			Disposable writing = execution.write(Flux.from(input)).subscribe((nothing) -> {
			}, (ex) -> execution.cancel());
			channel.addCloseFutureListener((closed) -> {
				writing.dispose();
				lease.dispose();
			});
			return execution;
		}).doOnError((ex) -> lease.dispose()).doOnCancel(lease::dispose))
			.doOnDiscard(SshExecution.class, SshExecution::cancel);
	}

	/**
	 * Runs a command that writes no more than 16 MiB.
	 * @param command the command line
	 * @return its output, in UTF-8; fails with an {@link SshExitException} if it does not
	 * end with status 0. Cancelled, the command is ended
	 */
	public Mono<String> run(String command) {
		return Mono.usingWhen(exec(command), (execution) -> {
			Tail errors = new Tail();
			Mono<String> output = execution.output()
				.collect(() -> new Collected(MAX_OUTPUT), Collected::add)
				.map(Collected::text);
			return Mono.zip(output, execution.errors().doOnNext(errors::add).then(Mono.just(true)), execution.status())
				.flatMap((ended) -> checked(execution, ended.getT3(), errors).thenReturn(ended.getT1()));
		}, (execution) -> Mono.fromRunnable(execution::cancel));
	}

	/**
	 * Runs a command, and reads its output line by line.
	 * @param command the command line
	 * @return lines of at most 1 MiB, in UTF-8; fails after the last one with an
	 * {@link SshExitException} if it does not end with status 0. Cancelled, the command
	 * is ended
	 */
	public Flux<String> lines(String command) {
		return Flux.usingWhen(exec(command), (execution) -> {
			Tail errors = new Tail();
			Mono<Boolean> drained = execution.errors().doOnNext(errors::add).then(Mono.just(true)).cache();
			StringDecoder decoder = StringDecoder.textPlainOnly();
			decoder.setMaxInMemorySize(MAX_LINE);
			Flux<String> lines = decoder.decode(execution.output().map(DefaultDataBufferFactory.sharedInstance::wrap),
					ResolvableType.forClass(String.class), null, null);
			Mono<String> end = Mono.zip(drained, execution.status())
				.flatMap((ended) -> checked(execution, ended.getT2(), errors));
			return Flux.merge(lines, drained.flatMap((done) -> Mono.empty())).concatWith(end);
		}, (execution) -> Mono.fromRunnable(execution::cancel));
	}

	private static Mono<String> checked(SshExecution execution, int status, Tail errors) {
		return (status == 0) ? Mono.empty()
				: Mono.error(() -> execution.failure(status, "has ended with status " + status, errors.text()));
	}

	/**
	 * The files there, over SFTP.
	 * @return the files
	 */
	public SshFiles files() {
		return new SshFiles(this.pool, this.eventLoop);
	}

	/**
	 * Begins a tunnel: a port here whose connections, at most 100 at a time, go on from
	 * there.
	 * @param host where to, as the server knows it
	 * @param port the port of that
	 * @return the tunnel, to be disposed of
	 */
	public Mono<SshTunnel> tunnel(String host, int port) {
		return tunnel(host, port, MAX_TUNNELLED);
	}

	Mono<SshTunnel> tunnel(String host, int port, int connections) {
		return this.pool.acquire().flatMap((lease) -> {
			RemoteConnection connection = lease.connection();
			return LocalTunnel
				.listen(this.clients, connection.service(), connection.scheduler(), host, port, connections)
				.map((listener) -> {
					SshTunnel tunnel = new SshTunnel(listener, lease);
					connection.session().addCloseFutureListener((closed) -> tunnel.dispose());
					return tunnel;
				})
				.doOnError((ex) -> lease.dispose());
		}).doOnDiscard(SshTunnel.class, SshTunnel::dispose);
	}

	@Override
	public String toString() {
		return this.target.toString();
	}

	/** The end of what was written to errors, for the message of a failure. */
	private static final class Tail {

		private static final int MAX = 8 * 1024;

		private byte[] bytes = {};

		void add(ByteBuffer more) {
			byte[] joined = new byte[this.bytes.length + more.remaining()];
			System.arraycopy(this.bytes, 0, joined, 0, this.bytes.length);
			more.get(joined, this.bytes.length, more.remaining());
			int start = Math.max(0, joined.length - MAX);
			this.bytes = Arrays.copyOfRange(joined, start, joined.length);
		}

		String text() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

	}

	/** All of the output, within a limit. */
	private static final class Collected {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final int limit;

		Collected(int limit) {
			this.limit = limit;
		}

		void add(ByteBuffer more) {
			if (this.bytes.size() + more.remaining() > this.limit) {
				throw new IllegalStateException("The command writes more than " + this.limit + " bytes");
			}
			this.bytes.write(more.array(), more.arrayOffset() + more.position(), more.remaining());
		}

		String text() {
			return this.bytes.toString(StandardCharsets.UTF_8);
		}

	}

}
