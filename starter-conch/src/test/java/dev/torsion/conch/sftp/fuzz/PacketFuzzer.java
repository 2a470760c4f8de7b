package dev.torsion.conch.sftp.fuzz;

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
				throw new IllegalStateException("%s, but %s".formatted(kinds(whole), kinds(pieces)));
			}
		}
	}

	/**
	 * Without what differs from one server to the next: handles and times; and, when
	 * something else than packets came, what was asked for before.
	 */
	private static String kinds(FuzzedServer server) {
		Integer exitStatus = server.peer.channel.exitStatus();
		return (exitStatus != null) ? "ended " + exitStatus : server.peer.kinds();
	}

}
