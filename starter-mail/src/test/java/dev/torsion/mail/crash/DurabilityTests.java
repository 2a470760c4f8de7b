package dev.torsion.mail.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the system was asked to do before a message was acknowledged.
 */
@Timeout(300)
@Interop("strace")
class DurabilityTests {

	private static final List<Integer> SIZES = List.of(4 * 1024, 1024 * 1024);

	private static final Pattern FROM = Pattern.compile("\"([^\"]+/bob/tmp/[^\"]+)\", \"[^\"]+/bob/new/");

	private static final String REPLY = "250 2.0.0 Ok, known here as";

	@TempDir
	Path data;

	@Test
	void acknowledgesWhatIsOnTheDisk() throws Exception {
		List<SystemCall> calls = trace();
		List<SystemCall> renames = renames(calls);
		List<SystemCall> replies = calls.stream().filter((call) -> call.isWrite() && call.has(REPLY)).toList();
		assertThat(renames).hasSameSizeAs(SIZES);
		assertThat(replies).hasSameSizeAs(SIZES);
		for (int i = 0; i < SIZES.size(); i++) {
			SystemCall rename = renames.get(i);
			Matcher from = FROM.matcher(rename.text());
			assertThat(from.find()).isTrue();
			String file = "<" + from.group(1) + ">";
			SystemCall write = last(calls, (call) -> call.isWrite() && call.has(file));
			SystemCall content = last(calls, (call) -> call.isSync() && call.has(file));
			int renamed = rename.ended();
			SystemCall name = first(calls, (call) -> call.isSync() && call.has("/bob/new>") && call.begun() > renamed);
			assertOrder(write, content, rename, name, replies.get(i));
		}
	}

	@Test
	void waitsForNoDiskWhereFsyncIsOff() throws Exception {
		List<SystemCall> calls = trace("--network.mail.maildir.fsync=false");
		assertThat(renames(calls)).hasSameSizeAs(SIZES);
		assertThat(calls.stream().filter((call) -> call.isSync() && (call.has("/bob/tmp/") || call.has("/bob/new>"))))
			.isEmpty();
	}

	private List<SystemCall> trace(String... properties) throws Exception {
		Path trace = this.data.resolve("trace");
		List<String> strace = List.of(RealPeer.require("strace").toString(), "-f", "-y", "-s", "256", "-o",
				trace.toString(), "-e", "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fdatasync,fsync,"
						+ "rename,renameat,renameat2,link,linkat");
		try (MailProcess application = MailProcess.start(this.data, strace, properties);
				SmtpConnection client = new SmtpConnection(application.smtp(), false, (sent) -> {
				})) {
			for (int size : SIZES) {
				client.send(new Letter(size, size, Letter.Form.DATA, false, List.of("bob@example.org"), size),
						(recipient) -> {
						});
			}
		}
		return SystemCall.read(trace);
	}

	private static List<SystemCall> renames(List<SystemCall> calls) {
		return calls.stream().filter((call) -> FROM.matcher(call.text()).find()).toList();
	}

	private static SystemCall first(List<SystemCall> calls, Predicate<SystemCall> wanted) {
		return calls.stream().filter(wanted).findFirst().orElseThrow(() -> new AssertionError("There is no such call"));
	}

	private static SystemCall last(List<SystemCall> calls, Predicate<SystemCall> wanted) {
		return calls.stream()
			.filter(wanted)
			.reduce((one, other) -> other)
			.orElseThrow(() -> new AssertionError("There is no such call"));
	}

	private static void assertOrder(SystemCall... calls) {
		assertThat(calls).allMatch(SystemCall::isSuccessful);
		for (int i = 1; i < calls.length; i++) {
			assertThat(calls[i].begun()).as("%s after %s", calls[i], calls[i - 1]).isGreaterThan(calls[i - 1].ended());
		}
	}

}
