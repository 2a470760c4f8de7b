package dev.torsion.conch.files;

import dev.torsion.files.WritableTree;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The files of a login.
 *
 * @param user the name of the account
 * @param tree the files, as the login may use them: what it may not do fails with
 * {@link java.nio.file.AccessDeniedException}, what takes too much room with
 * {@link dev.torsion.files.roots.QuotaExceededException}
 * @param events takes each {@link FileEvent} once it has happened, on the thread of
 * whoever did it
 */
public record FileAccess(String user, WritableTree tree, ApplicationEventPublisher events) {

}
