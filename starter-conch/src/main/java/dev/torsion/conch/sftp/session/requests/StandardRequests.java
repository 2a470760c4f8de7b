package dev.torsion.conch.sftp.session.requests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.wire.PacketType;

/**
 * The requests that every server has.
 */
public final class StandardRequests {

	private StandardRequests() {
	}

	/**
	 * All of them.
	 * @param extensions what there is beyond the draft; of several of one name the first
	 * @return the requests
	 */
	public static List<SftpRequest> all(List<SftpExtension> extensions) {
		Map<String, SftpExtension> byName = new LinkedHashMap<>();
		extensions.forEach((extension) -> byName.putIfAbsent(extension.name(), extension));
		return List.of(new Init(List.copyOf(byName.values())), new Open(), new Close(), new Read(), new Write(),
				new Stat(PacketType.STAT), new Stat(PacketType.LSTAT), new FStat(), new SetStat(), new FSetStat(),
				new OpenDir(), new ReadDir(), new Remove(), new MkDir(), new RmDir(), new RealPath(), new Rename(),
				new ReadLink(), new SymLink(), new Extended(byName));
	}

}
