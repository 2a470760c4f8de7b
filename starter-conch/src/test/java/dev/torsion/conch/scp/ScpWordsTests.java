package dev.torsion.conch.scp;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.torsion.files.FilePath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScpWordsTests {

	@Test
	void takesQuotesAsAShellDoes() {
		assertThat(texts("scp -t a\\ b")).containsExactly("scp", "-t", "a b");
		assertThat(texts("scp  -t\t'a b'\"c d\"")).containsExactly("scp", "-t", "a bc d");
		assertThat(texts("'it'\\''s'")).containsExactly("it's");
		assertThat(texts("\"a\\\"b\\x\\$\"")).containsExactly("a\"b\\x$");
		assertThat(texts("'' \"\"")).containsExactly("", "");
		assertThat(texts("$HOME `id` ;x")).containsExactly("$HOME", "`id`", ";x");
		assertThat(ScpWords.of("'open")).isNull();
		assertThat(ScpWords.of("\"open")).isNull();
	}

	@Test
	void knowsWhichWildcardsWereQuoted() {
		assertThat(pattern("dir/*.txt").asMatchPredicate()).accepts("a.txt", ".a.txt".substring(1))
			.rejects(".a.txt", "a.txt2", "atxt");
		assertThat(pattern("?[a]").asMatchPredicate()).accepts("x[a]").rejects("xa", ".[a]");
		assertThat(pattern(".*").asMatchPredicate()).accepts(".hidden").rejects("hidden");
		assertThat(pattern("'*'?").asMatchPredicate()).accepts("*x").rejects("yx");
		assertThat(word("'*.txt'").pattern()).isNull();
		assertThat(word("*/x").pattern()).isNull();
	}

	@Test
	void staysBelowTheRoot() {
		assertThat(word("../../etc/passwd").path()).isEqualTo(FilePath.of("etc/passwd"));
		assertThat(word("/a/./b/../c//d/").path()).isEqualTo(FilePath.of("a/c/d"));
		assertThat(word("~/a").path()).isEqualTo(FilePath.of("a"));
		for (String root : List.of("''", ".", "/", "~", "..", "a/..")) {
			assertThat(word(root).path()).isEqualTo(FilePath.ROOT);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> word("'a\\b'").path());
	}

	@Test
	void knowsWhatClientsAskFor() {
		assertThat(Objects.requireNonNull(ScpCommand.of("scp -v -r -p -d -t -- -x"))).satisfies((command) -> {
			assertThat(command.sink()).isTrue();
			assertThat(command.recursive()).isTrue();
			assertThat(command.preserve()).isTrue();
			assertThat(command.directory()).isTrue();
			assertThat(command.paths()).extracting(ScpPath::text).containsExactly("-x");
		});
		assertThat(Objects.requireNonNull(ScpCommand.of("scp -prf a b")).paths()).hasSize(2);
		for (String line : List.of("scp", "scp a b", "scp -t", "scp -t a b", "scp -tf a", "scp -S/bin/sh -t a",
				"scpx -t a", "ls", "scp -t 'a")) {
			assertThat(ScpCommand.of(line)).as(line).isNull();
		}
	}

	private static List<String> texts(String line) {
		return Objects.requireNonNull(ScpWords.of(line)).stream().map(ScpPath::text).toList();
	}

	private static ScpPath word(String line) {
		return Objects.requireNonNull(ScpWords.of(line)).get(0);
	}

	private static Pattern pattern(String line) {
		return Objects.requireNonNull(word(line).pattern());
	}

}
