package dev.torsion.conch.auth.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.conch.auth.wire.SshWriter;

/**
 * A certificate in the making.
 */
public final class TestCertificate {

	private final TestKey key;

	private final TestKey authority;

	private final List<String> principals;

	private final Map<String, byte[]> critical = new TreeMap<>();

	private final Map<String, byte[]> extensions = new TreeMap<>();

	private int kind = 1;

	private long serial = 7;

	private long after;

	private long before = -1;

	private String signedBy = "ssh-ed25519";

	TestCertificate(TestKey key, TestKey authority, List<String> principals) {
		this.key = key;
		this.authority = authority;
		this.principals = principals;
	}

	public TestCertificate ofHost() {
		this.kind = 2;
		return this;
	}

	public TestCertificate serial(long serial) {
		this.serial = serial;
		return this;
	}

	public TestCertificate valid(long after, long before) {
		this.after = after;
		this.before = before;
		return this;
	}

	public TestCertificate critical(String name, String value) {
		this.critical.put(name, value.isEmpty() ? new byte[0] : new SshWriter().string(value).bytes());
		return this;
	}

	public TestCertificate permit(String... names) {
		for (String name : names) {
			this.extensions.put(name, new byte[0]);
		}
		return this;
	}

	public TestCertificate signedBy(String algorithm) {
		this.signedBy = algorithm;
		return this;
	}

	public String type() {
		return new SshReader(this.key.blob()).text().replace("@openssh.com", "") + "-cert-v01@openssh.com";
	}

	public byte[] bytes() {
		SshReader plain = new SshReader(this.key.blob());
		plain.string();
		SshWriter principals = new SshWriter();
		this.principals.forEach(principals::string);
		byte[] signed = new SshWriter().string(type())
			.string("nonce")
			.raw(plain.rest())
			.raw(number(this.serial))
			.number32(this.kind)
			.string("of\u001b a test")
			.string(principals.bytes())
			.raw(number(this.after))
			.raw(number(this.before))
			.string(options(this.critical))
			.string(options(this.extensions))
			.string(new byte[0])
			.string(this.authority.blob())
			.bytes();
		return new SshWriter().raw(signed).string(this.authority.sign(this.signedBy, signed)).bytes();
	}

	private static byte[] number(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	private static byte[] options(Map<String, byte[]> options) {
		SshWriter writer = new SshWriter();
		options.forEach((name, value) -> writer.string(name.getBytes(StandardCharsets.UTF_8)).string(value));
		return writer.bytes();
	}

}
