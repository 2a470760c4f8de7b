package dev.torsion.words.irc.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes for {@code -Dsoak.seconds}, beginning with the corpora; what it finds it leaves
 * in {@code target/fuzz}. Run by {@code -Psoak}, which brings the fuzzer.
 */
class FuzzSoak {

	@TempDir
	Path work;

	@ParameterizedTest
	@CsvSource({ "LineFuzzer, lines", "ServerFuzzer, servers" })
	void findsNothing(String target, String corpus) throws Exception {
		Path found = Files.createDirectories(Path.of("target", "fuzz", "irc", corpus)).toAbsolutePath();
		assertThat(fuzz(target, corpus, found)).as("see " + found + " and its log").isZero();
	}

	private int fuzz(String target, String corpus, Path found) throws IOException, InterruptedException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(List.of(java.toString(), "-Xmx512m", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				"com.code_intelligence.jazzer.Jazzer", "--target_class=dev.torsion.words.irc.fuzz." + target,
				"--instrumentation_includes=dev.torsion.words.**:dev.torsion.net.framing.**",
				// It fails in the queues of Netty
				"--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
				"-max_total_time=" + Integer.getInteger("soak.seconds", 300), "-rss_limit_mb=0", "-max_len=4096",
				"-timeout=60", "-artifact_prefix=" + found + File.separator, "--reproducer_path=" + found,
				this.work.toString(), FuzzCorpusTests.CORPORA.resolve(corpus).toAbsolutePath().toString()))
			.redirectErrorStream(true)
			.redirectOutput(found.resolve("log.txt").toFile())
			.start();
		return process.waitFor();
	}

}
