package dev.torsion.conch;

/**
 * What runs for who asks for a shell. There is none unless it is configured; declare a
 * bean of this type to have another one.
 */
@FunctionalInterface
public interface SshShell extends SshProgram {

}
