package dev.torsion.cred.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HtpasswdFileTests {

	static final String BCRYPT = "$2y$04$281Erqk9.4JuH/rCb2KrJOSt5eOnncsmCntz30pm6Vzs88kq8UIeS";

	static final String MD5 = "$apr1$LodbnsnF$.ZjUGcWxTDmp48Ea0laDZ/";

	private static final String SHA256 = "$5$w3fH0jTpslluTOfx$ZHbXn5dqMs8aQpk9epI9piTLG5flW4meYeSagAMpdD7";

	@Test
	void readsAccountsBetweenCommentsAndEmptyLines() {
		Map<String, Account> accounts = read("""
				# staff
				Bob:%s

				\t# Jörg's
				jörg:%s\r
				  amy smith:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=
				sam:%s""".formatted(BCRYPT, MD5, SHA256));
		assertThat(accounts).containsOnlyKeys("bob", "jörg", "amy smith", "sam");
		assertThat(accounts.get("bob")).isEqualTo(AccountStoreContract.account("Bob", "{bcrypt}" + BCRYPT));
		assertThat(accounts.values()).allMatch((account) -> account.status() == AccountStatus.ACTIVE)
			.allMatch((account) -> account.password().isPresent());
		assertThat(read("")).isEmpty();
		assertThat(read("\n\n#")).isEmpty();
	}

	@Test
	void tellsTheLineOfAMistakeAndNothingOfIt() {
		refuses("bob:" + MD5 + "\n\nsecret\n", "Line 3 has no colon between name and password");
		refuses("#\nbob:secret", "Line 2 has a password in plain text or in an encoding that is not supported");
		refuses("bob:qzHJvnexM7NAc", "Line 1 has a password in plain text or in an encoding that is not supported");
		refuses("bob:", "Line 1 has a password in plain text or in an encoding that is not supported");
		refuses("bob:{noop}secret", "Line 1 has a password in plain text or in an encoding that is not supported");
		refuses(":" + MD5, "Line 1 has a name that no account can have");
		refuses("se\0cret:" + MD5, "Line 1 has a name that no account can have");
		refuses("bob:%s\nBOB:%s".formatted(MD5, MD5),
				"Line 2 has the name of line 1, upper and lower case being the same");
		refuses("bob:" + MD5 + "\nx" + "x".repeat(HtpasswdFile.MAX_LINE), "Line 2 is longer than 4096 bytes");
		assertThatExceptionOfType(HtpasswdException.class)
			.isThrownBy(() -> HtpasswdFile.read(new byte[] { 'b', (byte) 0xff, ':', 'x' }))
			.withMessage("Line 1 is not in UTF-8");
	}

	@Test
	void refusesALineThatIsCutOffInItsPassword() {
		for (String line : new String[] { "bob:" + BCRYPT, "bob:" + MD5, "bob:" + SHA256,
				"bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=" }) {
			read(line);
			for (int length = 1; length < line.length(); length++) {
				String cut = line.substring(0, length);
				assertThatExceptionOfType(HtpasswdException.class).as(cut).isThrownBy(() -> read(cut));
			}
		}
	}

	@Test
	void takesNoMoreThanItsLimits() {
		byte[] content = new byte[HtpasswdFile.MAX_SIZE + 1];
		Arrays.fill(content, (byte) '\n');
		assertThatExceptionOfType(HtpasswdException.class).isThrownBy(() -> HtpasswdFile.read(content))
			.withMessage("The file is larger than 16 MiB");
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i <= HtpasswdFile.MAX_ACCOUNTS; i++) {
			lines.append("user").append(i).append(":{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
		}
		refuses(lines.toString(), "The file has more than 100000 accounts");
		lines.setLength(lines.lastIndexOf("user"));
		assertThat(read(lines.toString())).hasSize(HtpasswdFile.MAX_ACCOUNTS);
	}

	@Test
	void failsInOneWayOnlyWhateverItReads() {
		Random random = new Random(4);
		byte[] line = ("bob:" + MD5 + "\namy:" + SHA256 + "\n").getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 20_000; i++) {
			byte[] content = Arrays.copyOf(line, random.nextInt(line.length + 1));
			for (int changes = random.nextInt(4); changes > 0 && content.length > 0; changes--) {
				content[random.nextInt(content.length)] = (byte) random.nextInt();
			}
			try {
				HtpasswdFile.read(content);
			}
			catch (HtpasswdException ex) {
				assertThat(ex.getMessage()).startsWith("Line ");
			}
		}
	}

	private static Map<String, Account> read(String content) {
		return HtpasswdFile.read(content.getBytes(StandardCharsets.UTF_8));
	}

	private static void refuses(String content, String message) {
		assertThatExceptionOfType(HtpasswdException.class).isThrownBy(() -> read(content)).withMessage(message);
	}

}
