package dev.torsion.conch.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.torsion.conch.SshLogin;
import dev.torsion.files.roots.FilePermission;
import dev.torsion.files.roots.FileRoots;
import dev.torsion.files.roots.PermittedTree;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.GrantedAuthority;

/**
 * Gives each account the files of its root, and the permissions of its roles.
 */
public final class RoleFileAccesses implements FileAccesses {

	private final FileRoots roots;

	private final Map<String, Set<FilePermission>> permissions;

	private final boolean readOnly;

	private final ApplicationEventPublisher events;

	/**
	 * Creates it.
	 * @param roots the roots
	 * @param permissions what each role may do, by its name without {@code ROLE_}; an
	 * account has what any of its roles has. Empty if everybody may do everything
	 * @param readOnly whether nobody may write, whatever is permitted
	 * @param events takes what has been done
	 */
	public RoleFileAccesses(FileRoots roots, Map<String, Set<FilePermission>> permissions, boolean readOnly,
			ApplicationEventPublisher events) {
		this.roots = roots;
		this.permissions = Map.copyOf(permissions);
		this.readOnly = readOnly;
		this.events = events;
	}

	@Override
	public FileAccess of(SshLogin login) throws IOException {
		Set<FilePermission> permitted = permitted(login);
		if (this.readOnly) {
			permitted.retainAll(PermittedTree.READ_ONLY);
		}
		if (permitted.isEmpty()) {
			throw new AccessDeniedException(null, null, "No role of the account has files");
		}
		return new FileAccess(login.name(), new PermittedTree(this.roots.tree(login.name()), permitted), this.events);
	}

	private Set<FilePermission> permitted(SshLogin login) {
		if (this.permissions.isEmpty()) {
			return EnumSet.allOf(FilePermission.class);
		}
		Set<FilePermission> permitted = EnumSet.noneOf(FilePermission.class);
		for (GrantedAuthority authority : login.authentication().getAuthorities()) {
			String name = String.valueOf(authority.getAuthority());
			if (name.startsWith("ROLE_")) {
				permitted.addAll(this.permissions.getOrDefault(name.substring("ROLE_".length()), Set.of()));
			}
		}
		return permitted;
	}

}
