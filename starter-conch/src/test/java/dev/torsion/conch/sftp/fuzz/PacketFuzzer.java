package dev.torsion.conch.sftp.fuzz;

import java.util.Arrays;

/**
 * Any bytes as what a client says: however they are cut, the same is answered.
 */
public final class PacketFuzzer {

	private PacketFuzzer() {
	}

	/**
	 * Talks to servers. Called by the fuzzer.
	 * @param input what the client says
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length == 0) {
			return;
		}
		try (FuzzedServer whole = new FuzzedServer(); FuzzedServer pieces = new FuzzedServer()) {
			whole.peer.channel.send(input);
			for (byte piece : input) {
				pieces.peer.channel.send(new byte[] { piece });
			}
			if (!kinds(whole).equals(kinds(pieces))) {
				throw new IllegalStateException("Other answers to " + Arrays.toString(input));
			}
		}
	}

	/** Without what differs from one server to the next: handles and times. */
	private static String kinds(FuzzedServer server) {
		return server.peer.kinds() + " " + server.peer.channel.exitStatus();
	}

}
