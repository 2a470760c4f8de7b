package dev.torsion.conch.sftp.session.requests;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.sftp.session.Reply;
import dev.torsion.conch.sftp.session.attributes.Entries;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.files.FileStatus;

/**
 * Names of a directory that go into one reply.
 */
final class NamesReply {

	/** As much as fits between this and the longest packet of others is one step more. */
	private static final int LARGE = 96 * 1024;

	/** What an entry has beside its name, twice. */
	private static final int REST = 120;

	private final Entries entries;

	private final Reply reply;

	private final List<FileStatus> statuses = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	private int size;

	NamesReply(Entries entries, Reply reply) {
		this.entries = entries;
		this.reply = reply;
	}

	void add(String name, FileStatus status) {
		this.names.add(name);
		this.statuses.add(status);
		this.size += 2 * name.length() + REST;
	}

	boolean isLarge() {
		return this.size >= LARGE;
	}

	void end() {
		if (this.names.isEmpty()) {
			this.reply.status(StatusCode.EOF);
			return;
		}
		PacketWriter out = this.reply.begin(PacketType.NAME).u32(this.names.size());
		for (int i = 0; i < this.names.size(); i++) {
			this.entries.write(out, this.names.get(i), this.statuses.get(i));
		}
		out.end();
	}

}
