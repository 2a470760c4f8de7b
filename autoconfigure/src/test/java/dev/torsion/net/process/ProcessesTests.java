package dev.torsion.net.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Processes}, on pipes of both kinds.
 */
@ParameterizedClass
@EnumSource
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessesTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final Kind kind;

	private Processes processes;

	ProcessesTests(Kind kind) {
		this.kind = kind;
	}

	enum Kind {

		EPOLL(PipeFactory.EpollPipes::new),

		THREADS(PipeFactory.ThreadPipes::new);

		private final BiFunction<Integer, ThreadFactory, PipeFactory> pipes;

		Kind(BiFunction<Integer, ThreadFactory, PipeFactory> pipes) {
			this.pipes = pipes;
		}

	}

	@BeforeEach
	void create() {
		this.processes = processes(new ProcessSettings(4, Duration.ofMillis(300), Duration.ofMillis(100)));
	}

	private Processes processes(ProcessSettings settings) {
		return new Processes(settings, Schedulers.parallel(), this.kind.pipes.apply(settings.max(), Thread::new));
	}

	@AfterEach
	void close() {
		this.processes.close();
	}

	private ChildProcess start(Command command) {
		return this.processes.start(command).blockOptional().orElseThrow();
	}

	private ChildProcess shell(String script) {
		return start(Command.of("/bin/sh", "-c", script));
	}

	private static byte[] bytes(Flux<ByteBuf> buffers) {
		return buffers.collect(Unpooled::buffer, (all, next) -> {
			all.writeBytes(next);
			next.release();
		}).map((all) -> {
			byte[] result = new byte[all.readableBytes()];
			all.readBytes(result);
			return result;
		}).blockOptional().orElseThrow();
	}

	private static String text(Flux<ByteBuf> buffers) {
		return new String(bytes(buffers), StandardCharsets.UTF_8);
	}

	private static long count(Flux<ByteBuf> buffers) {
		return buffers.map((buffer) -> {
			long size = buffer.readableBytes();
			buffer.release();
			return size;
		}).reduce(0L, Long::sum).blockOptional().orElseThrow();
	}

	private static String firstLine(ChildProcess child) {
		ByteBuf first = Objects.requireNonNull(child.output().blockFirst());
		try {
			return first.toString(StandardCharsets.UTF_8).strip();
		}
		finally {
			first.release();
		}
	}

	private static Flux<ByteBuf> megabytes(int count) {
		return Flux.range(0, count * 16).map((i) -> Unpooled.directBuffer(MEGABYTE / 16).writeZero(MEGABYTE / 16));
	}

	private static void awaitEnd(long pid) {
		ProcessHandle.of(pid).ifPresent((process) -> process.onExit().join());
	}

	@Test
	void carriesMoreThanAPipeHoldsBothWaysAtOnce() {
		ChildProcess cat = start(Command.of("/bin/cat"));
		Mono<Void> written = cat.input(megabytes(4)).cache();
		written.subscribe();
		assertThat(count(cat.output())).isEqualTo(4L * MEGABYTE);
		written.block();
		assertThat(cat.exit().block()).isZero();
	}

	@Test
	void givesExactlyTheEnvironmentTheArgumentsAndTheDirectory(@TempDir Path directory) throws IOException {
		ChildProcess env = start(
				Command.of("/usr/bin/env").withEnvironment(Map.of("A", "1 2", "B", "$A")).withDirectory(directory));
		assertThat(text(env.output()).lines()).containsExactlyInAnyOrder("A=1 2", "B=$A");
		ChildProcess pwd = start(Command.of("/bin/sh", "-c", "pwd; echo \"$1\"", "sh", "; $(id) 'x'")
			.withDirectory(directory.toRealPath()));
		assertThat(text(pwd.output()).lines()).containsExactly(directory.toRealPath().toString(), "; $(id) 'x'");
	}

	@Test
	void tellsHowTheProcessEnded() {
		assertThat(shell("exit 7").exit().block()).isEqualTo(7);
		assertThat(shell("kill -9 $$").exit().block()).isEqualTo(128 + 9);
	}

	@Test
	void failsIfTheProgramCannotBeExecuted(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("plain.txt"), "text");
		for (Path program : List.of(directory.resolve("missing"), file, directory)) {
			assertThatExceptionOfType(NoSuchFileException.class)
				.isThrownBy(() -> sneaky(this.processes.start(Command.of(program.toString()))));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Command.of("sh"));
		assertThat(this.processes.running()).isZero();
		shell("exit 0").exit().block();
	}

	private static void sneaky(Mono<?> mono) throws Throwable {
		try {
			mono.block();
		}
		catch (RuntimeException ex) {
			throw reactor.core.Exceptions.unwrap(ex);
		}
	}

	@Test
	void readsNoFasterThanAskedFor() {
		ChildProcess child = shell("while :; do printf 'a line of text\\n'; done");
		StepVerifier.create(child.output().doOnNext(ByteBuf::release), 2)
			.expectNextCount(2)
			.expectNoEvent(Duration.ofMillis(200))
			.thenRequest(1)
			.expectNextCount(1)
			.thenCancel()
			.verify();
		assertThat(child.exit().block()).as("SIGPIPE").isEqualTo(128 + 13);
	}

	@Test
	void aProcessThatDoesNotReadItsInputIsNotAtFault() {
		AtomicInteger taken = new AtomicInteger();
		ChildProcess child = shell("exec 0<&-; echo closed; sleep 0.1");
		StepVerifier.create(child.input(megabytes(64).doOnNext((buffer) -> taken.incrementAndGet()))).verifyComplete();
		assertThat(taken).hasValueLessThan(64 * 16);
		assertThat(text(child.output())).isEqualTo("closed\n");
	}

	@Test
	void readsItsInputFromAFileThatIsDeletedMeanwhile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("input"), "text");
		ChildProcess child = start(Command.of("/bin/sh", "-c", "sleep 0.1; cat").withInput(file));
		Files.delete(file);
		assertThat(text(child.output())).isEqualTo("text");
	}

	@Test
	void failsTheInputIfItsSourceDoes() {
		ChildProcess cat = start(Command.of("/bin/cat"));
		StepVerifier.create(cat.input(megabytes(1).concatWith(Flux.error(new IOException("gone"))).limitRate(1)))
			.thenAwait()
			.then(() -> count(cat.output()))
			.verifyErrorMessage("gone");
		assertThat(cat.exit().block()).isZero();
	}

	@Test
	void readsAFloodOfErrorsBesideTheOutput() {
		ChildProcess child = shell("head -c 3000000 /dev/zero >&2; echo done");
		Mono<Long> errors = Mono.fromCallable(() -> count(child.errors()))
			.subscribeOn(Schedulers.boundedElastic())
			.cache();
		errors.subscribe();
		assertThat(text(child.output())).isEqualTo("done\n");
		assertThat(errors.block()).isEqualTo(3_000_000L);
	}

	@Test
	void killsTheWholeGroup() {
		ChildProcess child = shell("for i in $(seq 50); do sleep 1000 & echo $!; done; echo; wait");
		List<Long> pids = text(child.output().takeUntil((buffer) -> endsWithEmptyLine(buffer))).lines()
			.filter((line) -> !line.isEmpty())
			.map(Long::valueOf)
			.toList();
		assertThat(pids).hasSize(50);
		child.kill();
		pids.forEach(ProcessesTests::awaitEnd);
		assertThat(child.exit().block()).isEqualTo(128 + 15);
		child.ended().block();
	}

	private static boolean endsWithEmptyLine(ByteBuf buffer) {
		return buffer.toString(StandardCharsets.US_ASCII).endsWith("\n\n") || buffer.readableBytes() == 1;
	}

	@Test
	void endsAProcessThatHasOnlyJustBeenStarted() {
		try (Processes patient = processes(new ProcessSettings(4, Duration.ofMinutes(1), Duration.ofMillis(100)))) {
			for (int i = 0; i < 20; i++) {
				ChildProcess child = patient.start(Command.of("/bin/sleep", "1000"))
					.doOnNext(ChildProcess::kill)
					.blockOptional()
					.orElseThrow();
				assertThat(child.exit().block(Duration.ofSeconds(10))).isEqualTo(128 + 15);
			}
		}
	}

	@Test
	void endsAGroupThatDoesNotWantTo() {
		ChildProcess child = shell("trap '' TERM; sleep 1000 & echo $!; while :; do sleep 1000; done");
		long grandchild = Long.parseLong(firstLine(child));
		child.kill();
		assertThat(child.exit().block()).isEqualTo(128 + 9);
		awaitEnd(grandchild);
	}

	@Test
	void letsAProcessEndInItsOwnWay() {
		ChildProcess child = shell("trap 'echo goodbye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
		Flux<ByteBuf> output = child.output().doOnNext((first) -> child.kill());
		assertThat(text(output)).startsWith("ready\n");
		assertThat(child.exit().block()).isEqualTo(3);
	}

	@Test
	void sendsSignalsToTheWholeGroup() {
		ChildProcess child = shell("trap 'echo hung up; exit 3' HUP; sleep 1000 & echo $!; wait");
		List<String> lines = text(child.output().doOnNext((first) -> child.signal(ChildProcess.Signal.HUP))).lines()
			.toList();
		awaitEnd(Long.parseLong(lines.get(0)));
		assertThat(lines).last().isEqualTo("hung up");
		assertThat(child.exit().block()).isEqualTo(3);
		assertThat(child.isKilled()).isFalse();
	}

	@Test
	void doesNotWaitForOneWhoHoldsThePipesWhenTheProcessHasEnded() {
		ChildProcess child = shell("sleep 1000 & echo $!");
		long grandchild = Long.parseLong(text(child.output()).strip());
		child.ended().block();
		awaitEnd(grandchild);
	}

	@Test
	void leavesOneAloneWhoHoldsNoPipe() {
		ChildProcess child = shell("sleep 1000 </dev/null >/dev/null 2>&1 & echo $!");
		long grandchild = Long.parseLong(text(child.output()).strip());
		assertThat(count(child.errors())).isZero();
		child.ended().block();
		ProcessHandle left = ProcessHandle.of(grandchild).orElseThrow();
		assertThat(left.isAlive()).isTrue();
		left.destroyForcibly();
	}

	@Test
	void deliversAllThatWasWrittenToASlowReaderAfterTheEnd() {
		ChildProcess child = shell("head -c 60000 /dev/zero");
		Flux<ByteBuf> slow = child.output().limitRate(1).delayElements(Duration.ofMillis(60));
		assertThat(count(slow)).isEqualTo(60_000L);
	}

	@Test
	void refusesMoreThanTheLimit() {
		List<ChildProcess> four = Stream.generate(() -> start(Command.of("/bin/cat"))).limit(4).toList();
		StepVerifier.create(this.processes.start(Command.of("/bin/cat"))).verifyError(TooManyProcessesException.class);
		assertThat(this.processes.running()).isEqualTo(4);
		ChildProcess first = four.get(0);
		first.input(Mono.empty()).block();
		assertThat(count(first.output()) + count(first.errors())).isZero();
		first.ended().block();
		start(Command.of("/bin/cat")).kill();
	}

	@Test
	void endsAProcessWhenItsTimeIsUp() {
		ChildProcess child = start(Command.of("/bin/sleep", "1000").withTimeout(Duration.ofMillis(100)));
		assertThat(child.exit().block()).isEqualTo(128 + 15);
	}

	@Test
	void limitsWhatAProcessMayUse() {
		Limits limits = new Limits(Duration.ofSeconds(7), DataSize.ofMegabytes(100), 33);
		ChildProcess child = start(
				Command.of("/bin/sh", "-c", "ulimit -t; ulimit -v; ulimit -n; echo \"$0\"", "a b").withLimits(limits));
		assertThat(text(child.output()).lines()).containsExactly("7", "102400", "33", "a b");
	}

	@Test
	void killsAllWhenItIsClosed() {
		ChildProcess child = shell("sleep 1000 & echo $!; wait");
		long grandchild = Long.parseLong(firstLine(child));
		this.processes.close();
		child.ended().block();
		awaitEnd(grandchild);
		StepVerifier.create(this.processes.start(Command.of("/bin/cat"))).verifyError(TooManyProcessesException.class);
	}

	@Test
	void killsWhatWasStartedForOneWhoHasLeft() {
		Command sleep = Command.of("/bin/sleep", "1000");
		try (Processes many = processes(new ProcessSettings(40, Duration.ofSeconds(1), Duration.ofSeconds(1)))) {
			for (int i = 0; i < 20; i++) {
				many.start(sleep).subscribe().dispose();
				many.start(sleep).timeout(Duration.ofMillis(1)).onErrorComplete().block();
			}
			many.close();
			assertThat(many.running()).isZero();
		}
	}

	@Test
	void leavesNoDescriptorOpen() throws IOException {
		shell("exit 0").exit().block();
		long before = descriptors();
		for (int i = 0; i < 50; i++) {
			ChildProcess child = shell("cat; echo error >&2");
			child.input(Mono.just(Unpooled.copiedBuffer("text", StandardCharsets.UTF_8))).subscribe();
			assertThat(text(child.output())).isEqualTo("text");
			assertThat(text(child.errors())).isEqualTo("error\n");
			child.ended().block();
		}
		assertThat(descriptors()).isLessThan(before + 10);
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.count();
		}
	}

	@Test
	void hasOneSubscriberForAPipe() {
		ChildProcess child = shell("echo text");
		assertThat(text(child.output())).isEqualTo("text\n");
		StepVerifier.create(child.output()).verifyError(IllegalStateException.class);
	}

	@Test
	void aProcessGetsNothingOfThisOneButItsStandardStreams() {
		ChildProcess child = shell("ls /proc/$$/fd");
		assertThat(text(child.output()).lines()).containsExactly("0", "1", "2");
	}

	@Test
	void noProcessOutlivesThisJvm() throws Exception {
		Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), Abandoned.class.getName(), this.kind.name())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		long grandchild = Long.parseLong(jvm.inputReader().readLine());
		assertThat(ProcessHandle.of(grandchild)).isPresent();
		jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		awaitEnd(grandchild);
	}

	/** Starts a process and waits to be killed. */
	static final class Abandoned {

		private Abandoned() {
		}

		public static void main(String[] args) throws InterruptedException {
			Processes processes = new Processes(new ProcessSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
					Schedulers.parallel(), Kind.valueOf(args[0]).pipes.apply(1, Thread::new));
			ChildProcess child = processes.start(Command.of("/bin/sh", "-c", "sleep 1000 & echo $!; wait"))
				.blockOptional()
				.orElseThrow();
			System.out.println(firstLine(child));
			Thread.currentThread().join();
		}

	}

}
