# Sourced by ./run and ./check: finds the JDKs and Maven, and installs what a Debian machine lacks.

say() { printf '%s\n' "$*" >&2; }

# Where Debian keeps programs that are not on the path: daemons, and each release of PostgreSQL
daemons=/usr/sbin:/sbin:$(printf '%s:' /usr/lib/postgresql/*/bin)

# need PROGRAM:PACKAGE ...  installs the packages whose programs are missing; a daemon among them is not started. In the
# place of a program there may be the path of a file, for packages that have none
need() {
	local pair packages=()
	for pair in "$@"; do
		[ -e "${pair%%:*}" ] || PATH="$PATH:$daemons" command -v "${pair%%:*}" >/dev/null || packages+=("${pair#*:}")
	done
	[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
}

install_packages() (
	if ! command -v apt-get >/dev/null; then
		say "Not a Debian machine: please install what these packages of Debian hold: $*"
		exit 1
	fi
	root=()
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null && sudo -n true 2>/dev/null || { say "Please run as root: apt-get install $*"; exit 1; }
		root=(sudo -n)
	fi
	say "Installing: $*"
	policy=/usr/sbin/policy-rc.d
	if [ ! -e "$policy" ]; then
		trap '"${root[@]}" rm -f "$policy"' EXIT
		printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
		"${root[@]}" chmod 755 "$policy"
	fi
	apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null >&2; }
	apt install --no-install-recommends "$@" || { apt update && apt install --no-install-recommends "$@"; }
)

# The feature release of the JDK in a directory; nothing if there is no JDK
java_release() {
	[ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Prints "RELEASE DIRECTORY" of every JDK, oldest first
java_homes() {
	local home release
	for home in "${JAVA_HOME:-}" $(compgen -v | grep '^JAVA_HOME_[0-9]' | while read -r name; do printf '%s\n' "${!name}"; done) \
			/usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
		release=$(java_release "$home") || continue
		[ -z "$release" ] || printf '%s %s\n' "$release" "$(readlink -f "$home")"
	done | sort -n -u -s
}

# Exports the JAVA_HOME to build with: the oldest JDK that will do, so that 17 is what the build is held to
use_build_jdk() {
	local home
	home=$(java_homes | awk '$1 >= 17 { print $2; exit }')
	if [ -z "$home" ]; then
		install_packages openjdk-17-jdk-headless || install_packages default-jdk-headless
		home=$(java_homes | awk '$1 >= 17 { print $2; exit }')
	fi
	[ -n "$home" ] || { say "No JDK of Java 17 or newer"; return 1; }
	export JAVA_HOME="$home" PATH="$home/bin:$PATH"
	need mvn:maven
}

# Prints the home of the newest JDK from Java 25 on, nothing if there is none
newer_jdk() {
	java_homes | awk '$1 >= 25 { home = $2 } END { if (home) print home }'
}
