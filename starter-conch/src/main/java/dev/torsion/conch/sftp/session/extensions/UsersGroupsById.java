package dev.torsion.conch.sftp.session.extensions;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpSession;
import dev.torsion.conch.sftp.session.attributes.Owners;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import io.netty.buffer.ByteBuf;

/**
 * Which names users and groups have.
 */
final class UsersGroupsById implements SftpExtension {

	@Override
	public String name() {
		return "users-groups-by-id@openssh.com";
	}

	@Override
	public void run(SftpSession session, PacketReader in, Reply reply) {
		ByteBuf users = in.bytes();
		ByteBuf groups = in.bytes();
		PacketWriter out = reply.begin(PacketType.EXTENDED_REPLY);
		names(out, users, session.owners());
		names(out, groups, session.owners());
		out.end();
	}

	private static void names(PacketWriter out, ByteBuf numbers, Owners owners) {
		PacketReader in = new PacketReader(numbers);
		PacketWriter names = out.nested();
		while (in.hasMore()) {
			String name = owners.name(in.u32());
			names.text((name != null) ? name : "");
		}
		names.end();
	}

}
