package dev.torsion.cred.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.PasswordEncodings;

/**
 * Reads what Apache's {@code htpasswd} writes: lines of a name, a colon and an encoded
 * password, empty lines and comments.
 */
final class HtpasswdFile {

	static final int MAX_SIZE = 16 * 1024 * 1024;

	static final int MAX_LINE = 4096;

	static final int MAX_ACCOUNTS = 100_000;

	private final Map<String, Account> accounts = new HashMap<>();

	private final Map<String, Integer> lines = new HashMap<>();

	private HtpasswdFile() {
	}

	/**
	 * Reads the contents of a file.
	 * @param content the contents
	 * @return the accounts, by their keys
	 * @throws HtpasswdException if anything is wrong
	 */
	static Map<String, Account> read(byte[] content) {
		if (content.length > MAX_SIZE) {
			throw new HtpasswdException("The file is larger than %d MiB".formatted(MAX_SIZE >> 20));
		}
		HtpasswdFile file = new HtpasswdFile();
		int number = 0;
		for (int start = 0; start < content.length;) {
			int end = start;
			while (end < content.length && content[end] != '\n') {
				end++;
			}
			file.line(++number, ByteBuffer.wrap(content, start, end - start));
			start = end + 1;
		}
		return Map.copyOf(file.accounts);
	}

	private void line(int number, ByteBuffer bytes) {
		if (bytes.remaining() > MAX_LINE) {
			throw new HtpasswdException(number, "is longer than " + MAX_LINE + " bytes");
		}
		String line = decode(number, bytes).strip();
		if (line.isEmpty() || line.startsWith("#")) {
			return;
		}
		int colon = line.indexOf(':');
		if (colon < 0) {
			throw new HtpasswdException(number, "has no colon between name and password");
		}
		String name = line.substring(0, colon);
		if (!AccountNames.isPossible(name)) {
			throw new HtpasswdException(number, "has a name that no account can have");
		}
		add(number, name, password(number, line.substring(colon + 1)));
	}

	private static String decode(int number, ByteBuffer bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			throw new HtpasswdException(number, "is not in UTF-8");
		}
	}

	private Secret.Password password(int number, String encoded) {
		return PasswordEncodings.ofHtpasswd(encoded)
			.map(Secret.Password::new)
			.orElseThrow(() -> new HtpasswdException(number,
					"has a password in plain text or in an encoding that is not supported"));
	}

	private void add(int number, String name, Secret.Password password) {
		String key = AccountNames.key(name);
		Integer earlier = this.lines.putIfAbsent(key, number);
		if (earlier != null) {
			throw new HtpasswdException(number,
					"has the name of line " + earlier + ", upper and lower case being the same");
		}
		if (this.accounts.size() == MAX_ACCOUNTS) {
			throw new HtpasswdException("The file has more than " + MAX_ACCOUNTS + " accounts");
		}
		this.accounts.put(key, Account.of(name, List.of(), AccountStatus.ACTIVE, List.of(password)));
	}

}
