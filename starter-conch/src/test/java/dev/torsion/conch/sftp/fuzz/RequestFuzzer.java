package dev.torsion.conch.sftp.fuzz;

import dev.torsion.conch.sftp.session.SftpPeer;
import dev.torsion.conch.sftp.wire.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Any requests, sent together, with handles that are good: each is answered, once.
 */
public final class RequestFuzzer {

	private RequestFuzzer() {
	}

	/**
	 * Asks. Called by the fuzzer.
	 * @param input requests, each of a type, of what its first field is, and of a length
	 * and so many bytes of other fields
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try (FuzzedServer server = new FuzzedServer()) {
			SftpPeer peer = server.peer;
			ByteBuf[] handles = { peer.open("f", 3), peer.open("g", 3 | 8),
					peer.ask(PacketType.OPENDIR, "/").handle() };
			ByteBuf in = Unpooled.wrappedBuffer(input);
			int asked = 0;
			while (in.readableBytes() >= 3) {
				int type = in.readUnsignedByte();
				int first = in.readUnsignedByte();
				ByteBuf fields = in.readSlice(Math.min(in.readUnsignedByte(), in.readableBytes()));
				peer.add(type, (out) -> {
					if (type == PacketType.EXTENDED) {
						out.text(NAMES[(first >>> 2) % NAMES.length]);
					}
					if (first % 4 < handles.length) {
						out.bytes(handles[first % 4]);
					}
					fields.forEachByte((value) -> {
						out.u8(value);
						return true;
					});
				});
				asked += (type != PacketType.INIT) ? 1 : 0;
			}
			check(peer, asked);
		}
	}

	private static final String[] NAMES = { "copy-data", "fsync@openssh.com", "lsetstat@openssh.com",
			"posix-rename@openssh.com", "statvfs@openssh.com", "fstatvfs@openssh.com", "hardlink@openssh.com",
			"expand-path@openssh.com", "home-directory", "users-groups-by-id@openssh.com", "limits@openssh.com", "" };

	private static void check(SftpPeer peer, int asked) {
		peer.sendAll();
		long broken = (peer.channel.exitStatus() != null) ? 1 : 0;
		if (broken == 0 && peer.answered() != asked) {
			throw new IllegalStateException(asked + " requests, " + peer.answered() + " answers");
		}
	}

}
