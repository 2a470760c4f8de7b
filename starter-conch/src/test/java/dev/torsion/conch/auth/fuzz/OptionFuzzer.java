package dev.torsion.conch.auth.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.KeyUse;
import dev.torsion.conch.auth.key.PresentedKey;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.cred.account.Secret;

/**
 * Any bytes as a line of {@code authorized_keys}: it is refused, or its key may be used
 * or not.
 */
public final class OptionFuzzer {

	private static final TestKey KEY = TestKey.ed25519();

	private static final KeyRules RULES = new KeyRules((name) -> true, RevokedKeys.NONE,
			Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

	private OptionFuzzer() {
	}

	/**
	 * Reads options. Called by the fuzzer.
	 * @param input the options
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String options = new String(input, StandardCharsets.UTF_8);
		PresentedKey key = Objects.requireNonNull(PresentedKey.read("ssh-ed25519", KEY.blob()));
		KeyUse use = Objects.requireNonNull(RULES.use(key, "alice", null, null));
		if (use.test(options)) {
			use.restrictions();
		}
		try {
			Secret.PublicKey.parse(options);
		}
		catch (IllegalArgumentException ex) {
			return;
		}
	}

}
