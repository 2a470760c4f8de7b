package dev.torsion.names.fuzz;

import dev.torsion.names.store.file.ZoneFile;
import dev.torsion.names.store.file.ZoneFileException;
import dev.torsion.names.zone.Records;
import org.xbill.DNS.Name;

import org.springframework.core.io.ByteArrayResource;

/**
 * Any bytes as a zone file: it makes a zone, or an error for the operator.
 */
public final class ZoneFuzzer {

	private ZoneFuzzer() {
	}

	/**
	 * Reads the file. Called by the fuzzer.
	 * @param input the file
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			new ZoneFile(Records.name(Name.fromConstantString("a.")), new ByteArrayResource(input), false).load();
		}
		catch (ZoneFileException ex) {
			// Most are none
		}
	}

}
