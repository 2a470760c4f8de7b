package dev.torsion.web.content;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.torsion.UnprivilegedJvm;
import dev.torsion.files.Jail;
import dev.torsion.web.FilteredScript;
import dev.torsion.web.Script;
import dev.torsion.web.ScriptProcessor;
import dev.torsion.web.cgi.CgiScript;
import dev.torsion.web.wire.MediaTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class ScriptFinderTests {

	private static final ScriptProcessor PERL = new FilteredScript((exchange, script, command) -> Mono.empty(), "pl",
			"/usr/bin/perl");

	private static final ScriptProcessor CGI = new CgiScript((exchange, script, command) -> Mono.empty());

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path temporary;

	@SuppressWarnings("NullAway.Init")
	private Path www;

	@SuppressWarnings("NullAway.Init")
	private Path cgi;

	@SuppressWarnings("NullAway.Init")
	private Resolver resolver;

	@BeforeEach
	void mount() throws Exception {
		this.www = Files.createDirectory(this.temporary.resolve("www")).toRealPath();
		this.cgi = Files.createDirectory(this.temporary.resolve("cgi")).toRealPath();
		script(this.www.resolve("a.pl"));
		script(this.www.resolve("dir/index.pl"));
		script(this.www.resolve("lib.pl/b.pl"));
		Files.writeString(this.www.resolve("a.txt"), "text");
		script(this.cgi.resolve("run"));
		script(this.cgi.resolve("sub/run.sh"));
		this.resolver = resolver(this.www, this.cgi);
	}

	@ParameterizedTest
	@CsvSource({ "/a.pl, a.pl, /a.pl, ''", "/a.pl/, a.pl, /a.pl, /", "/a.pl/x/y.pl/z, a.pl, /a.pl, /x/y.pl/z",
			"/lib.pl/b.pl/c, lib.pl/b.pl, /lib.pl/b.pl, /c", "/dir/, dir/index.pl, /dir/index.pl, ''",
			"/dir/index.pl/x y, dir/index.pl, /dir/index.pl, /x y" })
	void splitsThePathAtTheFirstFile(String path, String file, String name, String info) throws Exception {
		assertThat(this.resolver.resolve(path, null))
			.isEqualTo(new ScriptResource(new Script(this.www.resolve(file), name, info, this.www), PERL));
	}

	@ParameterizedTest
	@CsvSource({ "/cgis/run, run, /cgis/run, ''", "/cgis/run/x/y, run, /cgis/run, /x/y",
			"/cgis/sub/run.sh/, sub/run.sh, /cgis/sub/run.sh, /" })
	void runsTheFilesOfACgiDirectory(String path, String file, String name, String info) throws Exception {
		assertThat(this.resolver.resolve(path, null))
			.isEqualTo(new ScriptResource(new Script(this.cgi.resolve(file), name, info, this.www), CGI));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cgis", "/cgis/", "/cgis/sub", "/cgis/sub/", "/cgis/none", "/cgis/none/run", "/b.pl",
			"/b.pl/x", "/a.PL", "/A.pl", "/a.pl.", "/a.pl ", "/a.txt/x", "/a.txt/", "/a.txt/b.pl", "/lib.pl/none.pl",
			"/dir/none.pl/x" })
	void findsNothingElse(String path) throws Exception {
		assertThat(this.resolver.resolve(path, null)).isSameAs(Missing.MISSING);
	}

	@Test
	void keepsToTheRulesForFilesWherePathsLeadPastNoScript() throws Exception {
		assertThat(this.resolver.resolve("/a.txt", null)).isInstanceOf(SmallFile.class);
		assertThat(this.resolver.resolve("/lib.pl", null)).isEqualTo(new Moved("lib.pl"));
		assertThat(this.resolver.resolve("/lib.pl/", null)).isSameAs(Missing.MISSING);
	}

	@Test
	void runsAScriptWhateverTheCaseOfItsExtension() throws Exception {
		script(this.www.resolve("B.PL"));
		assertThat(this.resolver.resolve("/B.PL", null)).isInstanceOf(ScriptResource.class);
	}

	@Test
	void neverSendsWhatHoldsTheSourceOfAScript() throws Exception {
		for (String copy : List.of("a.pl~", "a.pl.bak", "a.pl.gz", "a.pl.")) {
			Files.writeString(this.www.resolve(copy), "source");
			assertThat(this.resolver.resolve("/" + copy, null)).as(copy).isSameAs(Missing.MISSING);
		}
		Files.createSymbolicLink(this.www.resolve("link.txt"), Path.of("a.pl"));
		assertThat(this.resolver.resolve("/link.txt", null)).isSameAs(Missing.MISSING);
	}

	@Test
	void namesTheFileALinkLeadsToInside() throws Exception {
		Files.createSymbolicLink(this.cgi.resolve("inside"), Path.of("sub/run.sh"));
		Files.createSymbolicLink(this.cgi.resolve("outside"), script(this.temporary.resolve("evil")));
		assertThat(((ScriptResource) this.resolver.resolve("/cgis/inside/x", null)).script())
			.isEqualTo(new Script(this.cgi.resolve("sub/run.sh"), "/cgis/inside", "/x", this.www));
		assertThat(this.resolver.resolve("/cgis/outside/x", null)).isSameAs(Missing.MISSING);
	}

	@Test
	void refusesWhatEverybodyMayWriteTo(CapturedOutput output) throws Exception {
		permit(this.www.resolve("a.pl"), "rwxr-xrw-");
		permit(this.www.resolve("dir"), "rwxrwxrwx");
		permit(this.cgi, "rwxrwxrwx");
		for (String path : List.of("/a.pl", "/a.pl/x", "/a.pl/y", "/dir/", "/dir/index.pl", "/cgis/run",
				"/cgis/sub/run.sh")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(path)
				.isThrownBy(() -> this.resolver.resolve(path, null));
		}
		assertThat(output).containsOnlyOnce("a.pl: everybody may write to " + this.www.resolve("a.pl"))
			.containsOnlyOnce("index.pl: everybody may write to " + this.www.resolve("dir"))
			.contains("run.sh: everybody may write to " + this.cgi);
	}

	@Test
	void refusesAProgramThatIsNotExecutable(CapturedOutput output) throws Exception {
		permit(this.cgi.resolve("run"), "rw-r--r--");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.resolver.resolve("/cgis/run", null));
		assertThat(output).contains("run: this user may not execute it");
		permit(this.www.resolve("a.pl"), "rw-r--r--");
		assertThat(this.resolver.resolve("/a.pl", null)).as("an interpreter only reads it")
			.isInstanceOf(ScriptResource.class);
	}

	@Test
	void refusesAScriptThatThisUserMayNotReadOrExecute() throws Exception {
		permit(this.temporary, "rwxr-xr-x");
		permit(this.www.resolve("a.pl"), "rwx------");
		permit(this.cgi.resolve("run"), "rwxr--r--");
		Path work = Files.createDirectory(this.temporary.resolve("work"));
		assertThat(UnprivilegedJvm.run(work, Unprivileged.class, this.www.toString(), this.cgi.toString())).contains(
				"/a.pl: this user may not read it", "/cgis/run: this user may not execute it", "/cgis/sub/run.sh: ok");
	}

	@Test
	void findsNoScriptsOutsideTheFileSystem(CapturedOutput output) throws Exception {
		FakeTree tree = new FakeTree(this.temporary);
		tree.put("/x.pl", new byte[1], Instant.now());
		tree.put("/y.pl", new byte[1], Instant.now());
		MountPoint mount = new MountPoint("", tree, List.of("x.pl"), false, List.of(), Scripts.of(Map.of("pl", PERL)));
		Resolver fake = new Resolver(new Site(List.of(mount)), new MediaTypes(Map.of(), (type) -> false), 100);
		for (String path : List.of("/x.pl", "/x.pl", "/x.pl/info", "/")) {
			assertThat(fake.resolve(path, null)).isSameAs(Missing.MISSING);
		}
		assertThat(tree.opens).hasValue(0);
		assertThat(output).containsOnlyOnce("is no directory of the file system");
	}

	@Test
	void looksNoMoreOftenAtAFileBesideScripts() throws Exception {
		FakeTree tree = new FakeTree(this.temporary);
		tree.put("/x.txt", new byte[1], Instant.now());
		MountPoint mount = new MountPoint("", tree, List.of(), false, List.of(), Scripts.of(Map.of("pl", PERL)));
		new Resolver(new Site(List.of(mount)), new MediaTypes(Map.of(), (type) -> false), 100).resolve("/x.txt", null);
		assertThat(tree.finds).hasValue(1);
	}

	@Test
	void weighsWhatItKeeps() {
		Script script = new Script(Path.of("/srv/a.pl"), "/a.pl", "/" + "x".repeat(300), Path.of("/srv"));
		assertThat(new ScriptResource(script, PERL).weight()).isGreaterThan(800);
	}

	private static Resolver resolver(Path www, Path cgi) throws IOException {
		MountPoint root = new MountPoint("", new Jail(www), List.of("index.html", "index.pl"), false, List.of(),
				Scripts.of(Map.of("pl", PERL)));
		MountPoint programs = new MountPoint("/cgis", new Jail(cgi), List.of(), false, List.of(), Scripts.all(CGI));
		return new Resolver(new Site(List.of(root, programs)), new MediaTypes(Map.of(), (type) -> false), 100);
	}

	private static Path script(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, "#!/bin/sh\n");
		return permit(file, "rwxr-xr-x");
	}

	private static Path permit(Path file, String permissions) throws IOException {
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	static final class Unprivileged {

		private Unprivileged() {
		}

		public static void main(String[] arguments) throws IOException {
			Resolver resolver = resolver(Path.of(arguments[0]), Path.of(arguments[1]));
			for (String path : List.of("/a.pl", "/cgis/run", "/cgis/sub/run.sh")) {
				try {
					resolver.resolve(path, null);
					System.out.println(path + ": ok");
				}
				catch (AccessDeniedException ex) {
					System.out.println(path + ": " + ex.getReason());
				}
			}
		}

	}

}
