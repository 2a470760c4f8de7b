package dev.torsion.mail.smtp.session.message;

/**
 * What becomes of LF without CR before it, and of CR without LF after it. They are what
 * mail is smuggled with: two servers that do not agree which of them end a line do not
 * agree where a message ends (CVE-2023-51764 to 51766). Whatever is chosen here, only
 * CRLF dot CRLF ends DATA.
 */
public enum BareNewlines {

	/**
	 * They are refused. A message that has one is read to its end and answered with 550;
	 * the connection goes on, because it is known where the message ends. A command line
	 * that has a bare LF ends the connection, because it is not known what its sender
	 * takes for a line.
	 */
	REJECT,

	/**
	 * LF is taken for the end of a line, in commands too, and becomes CRLF in messages;
	 * CR becomes a space there, and is refused in commands. For programs that know no
	 * better.
	 */
	NORMALIZE

}
