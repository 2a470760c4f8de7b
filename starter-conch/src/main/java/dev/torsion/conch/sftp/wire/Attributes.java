package dev.torsion.conch.sftp.wire;

import org.jspecify.annotations.Nullable;

/**
 * Attributes of a file: section 5 of the draft.
 *
 * @param size the size in bytes, {@code null} if it is not told
 * @param owner who owns it, {@code null} if it is not told
 * @param permissions {@code st_mode} of stat(2), {@code null} if it is not told
 * @param times when it was read and written, {@code null} if it is not told
 */
public record Attributes(@Nullable Long size, @Nullable Owner owner, @Nullable Integer permissions,
		@Nullable Times times) {

	/**
	 * No attributes.
	 */
	public static final Attributes NONE = new Attributes(null, null, null, null);

	private static final int SIZE = 1;

	private static final int OWNER = 2;

	private static final int PERMISSIONS = 4;

	private static final int TIMES = 8;

	private static final int EXTENDED = 0x80000000;

	/**
	 * Reads attributes; those that nobody knows are read and forgotten.
	 * @param in where they are
	 * @return the attributes
	 * @throws WireException if the packet ends before they do
	 */
	public static Attributes read(PacketReader in) {
		int flags = in.u32();
		Long size = has(flags, SIZE) ? in.u64() : null;
		Owner owner = has(flags, OWNER) ? new Owner(in.u32(), in.u32()) : null;
		Integer permissions = has(flags, PERMISSIONS) ? in.u32() : null;
		Times times = has(flags, TIMES) ? new Times(in.u32(), in.u32()) : null;
		if (has(flags, EXTENDED)) {
			// A count that lies ends with the packet
			for (int count = in.u32(); count != 0; count--) {
				in.bytes();
				in.bytes();
			}
		}
		return new Attributes(size, owner, permissions, times);
	}

	private static boolean has(int flags, int flag) {
		return (flags & flag) != 0;
	}

	/**
	 * Writes the attributes.
	 * @param out where to
	 */
	public void write(PacketWriter out) {
		out.u32(((this.size != null) ? SIZE : 0) | ((this.owner != null) ? OWNER : 0)
				| ((this.permissions != null) ? PERMISSIONS : 0) | ((this.times != null) ? TIMES : 0));
		if (this.size != null) {
			out.u64(this.size);
		}
		if (this.owner != null) {
			out.u32(this.owner.user()).u32(this.owner.group());
		}
		if (this.permissions != null) {
			out.u32(this.permissions);
		}
		if (this.times != null) {
			out.u32(this.times.accessed()).u32(this.times.modified());
		}
	}

	/**
	 * Who owns a file.
	 *
	 * @param user number of the user
	 * @param group number of the group
	 */
	public record Owner(int user, int group) {

	}

	/**
	 * Times of a file, in seconds since 1970 without a sign, which end in 2106.
	 *
	 * @param accessed when it was read
	 * @param modified when its content changed
	 */
	public record Times(int accessed, int modified) {

	}

}
