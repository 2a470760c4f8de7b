package dev.torsion.mail.store.maildir.disk;

import java.time.Clock;

import dev.torsion.mail.store.maildir.file.UniqueNames;

/**
 * What all mailboxes have in common.
 *
 * @param disk does what blocks
 * @param clock tells the time
 * @param names makes names of files
 * @param fsync whether what is said to be kept survives a crash of the system
 * @param maxMessages how many messages a mailbox can have
 */
public record FolderSettings(Disk disk, Clock clock, UniqueNames names, boolean fsync, int maxMessages) {

}
