package dev.torsion.conch.auth.fuzz;

import java.util.Arrays;
import java.util.List;

import dev.torsion.conch.auth.Accounting;
import dev.torsion.conch.auth.ScriptedPeer;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.cred.account.Secret;

/**
 * Any bytes as messages of a client: nobody is let in who does not know the password, and
 * each answer is one.
 */
public final class RequestFuzzer {

	private static final Secret KEY = TestKey.ed25519().secret("");

	private RequestFuzzer() {
	}

	/**
	 * Sends messages. Called by the fuzzer.
	 * @param input messages, each after two bytes that have its length
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		ScriptedPeer peer = new ScriptedPeer(
				new Accounting().account("alice", new Secret.Password("known to nobody"), KEY), "");
		for (int at = 0; at + 2 <= input.length;) {
			int length = (input[at] & 0xff) << 8 | (input[at + 1] & 0xff);
			int end = Math.min(input.length, at + 2 + length);
			peer.sends(Arrays.copyOfRange(input, at + 2, end)).waits();
			at = end;
		}
		check(peer.hears());
	}

	private static void check(List<String> heard) {
		for (String line : heard) {
			if (!line.matches("(?s)failure [a-z,-]+|ok .*|asked .*|disconnected \\d+")) {
				throw new IllegalStateException("No answer: " + line);
			}
		}
	}

}
