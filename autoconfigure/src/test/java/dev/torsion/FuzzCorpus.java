package dev.torsion;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Inputs that a fuzzer begins with, in a folder beside the resources of its class. Tests
 * replay them; a run of {@code -Psoak}, which brings the fuzzer, looks for others.
 */
public final class FuzzCorpus {

	private final Class<?> fuzzer;

	private final String name;

	private FuzzCorpus(Class<?> fuzzer, String name) {
		this.fuzzer = fuzzer;
		this.name = name;
	}

	/**
	 * The corpus of a fuzzer.
	 * @param fuzzer has a method {@code fuzzerTestOneInput(byte[])}
	 * @param name the name of the folder
	 * @return the corpus
	 */
	public static FuzzCorpus of(Class<?> fuzzer, String name) {
		return new FuzzCorpus(fuzzer, name);
	}

	private Path folder() {
		return Path.of("src/test/resources", this.fuzzer.getPackageName().replace('.', '/'), this.name);
	}

	/**
	 * A test for each input.
	 * @param input takes it
	 * @return the tests
	 * @throws IOException if the inputs cannot be read
	 */
	public List<DynamicTest> replay(Input input) throws IOException {
		try (Stream<Path> files = Files.list(folder())) {
			return files.sorted()
				.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
						() -> input.take(Files.readAllBytes(file))))
				.toList();
		}
	}

	/**
	 * Looks for an input that fails, for {@code -Dsoak.seconds}; leaves what it finds,
	 * and a log, in {@code target/fuzz}.
	 * @param instrumented the packages whose branches the fuzzer follows
	 * @param work where the inputs are kept that it makes
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if this thread is to end
	 */
	public void fuzz(String instrumented, Path work) throws IOException, InterruptedException {
		Path found = Files.createDirectories(Path.of("target", "fuzz", this.fuzzer.getPackageName(), this.name))
			.toAbsolutePath();
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(List.of(java.toString(), "-Xmx512m", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				"com.code_intelligence.jazzer.Jazzer", "--target_class=" + this.fuzzer.getName(),
				"--instrumentation_includes=" + instrumented,
				// It fails in the queues of Netty
				"--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
				"-max_total_time=" + Integer.getInteger("soak.seconds", 300), "-rss_limit_mb=0", "-max_len=4096",
				"-timeout=60", "-artifact_prefix=" + found + File.separator, "--reproducer_path=" + found,
				work.toString(), folder().toAbsolutePath().toString()))
			.redirectErrorStream(true)
			.redirectOutput(found.resolve("log.txt").toFile())
			.start();
		assertThat(process.waitFor()).as("see " + found + " and its log").isZero();
	}

	/**
	 * What takes an input.
	 */
	@FunctionalInterface
	public interface Input {

		/**
		 * Takes an input.
		 * @param bytes the input
		 */
		void take(byte[] bytes);

	}

}
